import { allocateTexts } from "../allocate/explain.ts";
import { type Explanations, say } from "../explanations.ts";
import { goQuote } from "../go/go-text.ts";
import { explainKubelet } from "../kubelet/explain.ts";
import type { EscapeError, NodeError } from "./placement/errors.ts";

/**
 * Says in English why the pods cannot be placed, and what would be right.
 *
 * @param error - the refusal
 * @returns one or two sentences, without control characters of the input
 * @throws TypeError when the argument is no refusal of a node. {@link TypeError}
 * @example
 * ```ts
 * import { createNode, explainNode, readPod } from "userns-sim/node";
 *
 * const node = createNode({ pods: [readPod({ uid: "..", name: "web", spec: {} })] });
 * node.ok ? "" : explainNode(node.error);
 * // => "The UID \"..\" cannot name a directory. Give the pod a UID that is one name."
 * ```
 */
export function explainNode(error: NodeError): string {
  if (!Object.hasOwn(nodeTexts, error.code)) throw new TypeError("explainNode: expected a refusal of a node");
  return say(nodeTexts, error);
}

/**
 * Says in English why an escape cannot be played through, and what would be right.
 *
 * @param error - the refusal
 * @returns one or two sentences, without control characters of the input
 * @throws TypeError when the argument is no refusal of an escape. {@link TypeError}
 * @example
 * ```ts
 * import { explainEscape } from "userns-sim/node";
 *
 * explainEscape({ code: "pod-unknown", pod: "wbe", known: ["web"] });
 * // => "The node has no pod \"wbe\". It has: \"web\"."
 * ```
 */
export function explainEscape(error: EscapeError): string {
  if (!Object.hasOwn(escapeTexts, error.code)) throw new TypeError("explainEscape: expected a refusal of an escape");
  return say(escapeTexts, error);
}

/** The English of what a node refuses. */
export const nodeTexts: Explanations<NodeError> = {
  "kubelet-refused": ({ podUid, cause }) =>
    podUid === undefined
      ? `The kubelet does not start. ${explainKubelet(cause)}`
      : `The kubelet gives the pod ${goQuote(podUid)} no user namespace. ${explainKubelet(cause)}`,
  "allocator-refused": ({ podUid, cause }) =>
    `The allocator gives the pod ${goQuote(podUid)} no range. ${say(allocateTexts, cause)}`,
  "pool-used-up": ({ podUid, strategy, pool: { start, size } }) =>
    `The pool [${start}, ${start + size}) has no room for the pod ${goQuote(podUid)}, even with ${strategy}. Give it a larger one.`,
  "uid-unusable": ({ podUid }) =>
    `The UID ${goQuote(podUid)} cannot name a directory. Give the pod a UID that is one name.`,
  "uid-taken": ({ podUid }) => `Two pods have the UID ${goQuote(podUid)}. Give each one of its own.`,
  "sandbox-failed": ({ podUid, range }) =>
    `The kernel takes no map for the pod ${goQuote(podUid)}: its range of ${range.size} IDs from ${range.start} on reaches 4294967295, which is no ID. The pool has to end below it.`,
  "root-forbidden": ({ podUid, container }) =>
    `The container ${goQuote(container)} of the pod ${goQuote(podUid)} is to run as root, which runAsNonRoot forbids. Give it another runAsUser, or take runAsNonRoot away.`,
  "user-not-mapped": ({ podUid, container, id }) => notMapped("user", podUid, container, id),
  "group-not-mapped": ({ podUid, container, id }) => notMapped("group", podUid, container, id),
  "groups-not-mapped": ({ podUid, container, id }) => notMapped("further group", podUid, container, id),
  "volume-not-mapped": ({ podUid, volume, type }) =>
    `The volume ${goQuote(volume)} of the pod ${goQuote(podUid)} lies on ${type}, whose mounts this kernel cannot map. Use another filesystem, or a pod without a user namespace.`,
};

/** The English of what an escape refuses. */
export const escapeTexts: Explanations<EscapeError> = {
  "pod-unknown": ({ pod, known }) => `The node has no pod ${goQuote(pod)}. ${listed(known)}`,
  "pod-ambiguous": ({ pod, known }) => `Several pods are called ${goQuote(pod)}. Say which: ${quoted(known)}.`,
  "container-unknown": ({ pod, container, known }) =>
    container === undefined
      ? `The pod ${goQuote(pod)} has no container to start from.`
      : `The pod ${goQuote(pod)} has no container ${goQuote(container)}. ${listed(known)}`,
};

function notMapped(what: string, podUid: string, container: string, id: number): string {
  return `The container ${goQuote(container)} of the pod ${goQuote(podUid)} asks for the ${what} ${id}, which its user namespace does not have. Use a smaller ID, or a larger idsPerPod.`;
}

function listed(known: readonly string[]): string {
  return known.length === 0 ? "It has none." : `It has: ${quoted(known)}.`;
}

/** A node may have thousands of pods. */
function quoted(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(goQuote).join(", ");
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}

const MAX_NAMES = 10;
