/** The keys and positions that lead from a document to one of its values. */
export type ManifestPath = readonly (string | number)[];

/** Where something stands in the documents read. */
export interface ManifestPlace {
  /** Which document, from 0. */
  readonly document: number;
  /** The way from the document to the value; empty for the document itself. */
  readonly path: ManifestPath;
}

/** As Kubernetes writes it: `spec.containers[0].securityContext.runAsUser`; empty for the document itself. */
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
