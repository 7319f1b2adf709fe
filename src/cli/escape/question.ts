import type { Escape, EscapeRow } from "../../core/node/escape/matrix.ts";
import type { Node } from "../../core/node/node.ts";
import { OPERATION_VERBS } from "../output/operation-verbs.ts";
import { isProcess } from "./letters.ts";

/** Who asks what of whom in one cell: on the node as it is, and without user namespaces. */
export function questionsOf(
  node: Node,
  { from, path }: Escape,
  { target, operation }: EscapeRow,
): { readonly withUserns: string; readonly withoutUserns: string } {
  const ofDeputy = path === "deputy" && !isProcess(target.kind);
  const what = `asks to ${OPERATION_VERBS[operation]} ${target.name}`;
  const asked = (pods: Node["pods"]): string => {
    const containers = pods.find(({ label }) => label === from.pod)?.containers ?? [];
    const placed = containers.find(({ container }) => container.name === from.container);
    const who = `user ${placed?.container.user} of ${from.pod}, kuid ${placed?.process.euid}`;
    return `${ofDeputy ? `root of the host, for ${who},` : `${who},`} ${what}.`;
  };
  return {
    withUserns: `With user namespaces, ${asked(node.pods)}`,
    withoutUserns: `Without user namespaces, ${asked(node.podsWithoutUserns)}`,
  };
}
