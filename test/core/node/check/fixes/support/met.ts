import { type CheckFinding, checkNode, type NodeToCheck, type PodGroup } from "../../../../../../src/node.ts";

/** A finding, and the pods that it is about; none where it is about the node. */
export interface Met {
  readonly found: CheckFinding;
  readonly group?: PodGroup | undefined;
}

/** All that was found, about the node once, and about each group of pods. */
export function metIn(given: NodeToCheck): readonly Met[] {
  const { findings, pods: checked } = checkNode(given);
  const ofNode = new Set<CheckFinding>(findings);
  return [
    ...findings.map((found) => ({ found })),
    ...checked.flatMap(({ group, findings: those }) =>
      those.filter((found) => !ofNode.has(found)).map((found) => ({ found, group })),
    ),
  ];
}

/** What it is about, less what says how much. */
export function keyOf({ found, group }: Met): string {
  const { code, path } = found;
  const {
    error: { code: error } = { code: "" },
    id,
    image,
    source,
    check,
    gate,
    kind,
    runtime,
  } = found.facts as { readonly error?: { readonly code: string } } & Readonly<Record<string, unknown>>;
  const what = code.replace(/-not-named$/, "-not-mappable");
  const which = code === "runtime-pre-release" ? runtime : undefined;
  return JSON.stringify([group?.name, what, path, error, id, image, source, check, gate, kind, which]);
}
