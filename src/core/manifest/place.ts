/** The keys and positions that lead from a document to one of its values. */
export type ManifestPath = readonly (string | number)[];

/** Where something stands in the documents read. */
export interface ManifestPlace {
  /** The position of the document among those given, from 0. */
  readonly document: number;
  /** The way from the document to the value; empty for the document itself. */
  readonly path: ManifestPath;
}

/**
 * Writes a path as Kubernetes' own messages do.
 * @returns for example `spec.containers[0].securityContext.runAsUser`; empty for the document itself
 */
export function formatPath(path: ManifestPath): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (!PLAIN_KEY.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}

const PLAIN_KEY = /^[A-Za-z]\w*$/;
