import type { AllocateError } from "../allocate/strategy/allocate-error.ts";
import type { Explanations } from "../explanations.ts";
import { goQuote } from "../go/go-text.ts";
import type { Dispute } from "../kernel/decision/decision.ts";
import type { KubeletError } from "../kubelet/settings/errors.ts";
import type { EscapeError, NodeError } from "./placement/errors.ts";

export const nodeEnglish: Explanations<NodeError, AllocateError | KubeletError> = {
  "kubelet-refused": ({ podUid, cause }, explain) =>
    podUid === undefined
      ? `The kubelet does not start. ${explain(cause)}`
      : `The kubelet gives the pod ${goQuote(podUid)} no user namespace. ${explain(cause)}`,
  "kubelet-takes-no-pool": ({ release }) =>
    `A kubelet of ${release} takes no pool: before 1.30 every kubelet gives its pods slots of all host IDs.`,
  "kubelet-fixes-ids-per-pod": ({ release, idsPerPod }) =>
    `A kubelet of ${release} gives each pod 65536 IDs, not ${idsPerPod}: before 1.35 nobody can choose.`,
  "kubelet-excludes-no-ids": () => "A kubelet leaves no IDs out of its pool. Give it a pool without exclude.",
  "pool-beside-account": () => "The account kubelet has IDs of its own. Give a pool or the account's IDs, not both.",
  "allocator-refused": ({ podUid, cause }, explain) =>
    `The allocator gives the pod ${goQuote(podUid)} no range. ${explain(cause)}`,
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

export const escapeEnglish: Explanations<EscapeError> = {
  "pod-unknown": ({ pod, known }) => `The node has no pod ${goQuote(pod)}. ${listed(known)}`,
  "pod-ambiguous": ({ pod, known }) => `Several pods are called ${goQuote(pod)}. Say which: ${quoted(known)}.`,
  "container-unknown": ({ pod, container, known }) =>
    container === undefined
      ? `The pod ${goQuote(pod)} has no container to start from.`
      : `The pod ${goQuote(pod)} has no container ${goQuote(container)}. ${listed(known)}`,
  "cell-unknown": ({ cell, known }) =>
    `There is no cell ${goQuote(cell)} on this way. ${known.length === 0 ? "Nor is there such a target." : `Its target has: ${quoted(known)}.`}`,
};

export const disputeEnglish: Explanations<Dispute> = {
  "mapped-source": () =>
    "KEP-127 says that user namespaces mitigate CVE-2021-25741, CVE-2017-1002101 and CVE-2021-30465, and so does Kubernetes' documentation of the first: true of a plain mount. But since 1.27 the kubelet maps every mount, and the same documentation says that a hostPath behaves as without user namespaces. For a source that the attacker chose and that is mapped, both cannot hold; nobody has settled it.",
  "host-deputy": () =>
    "KEP-127 names CVE-2018-15664, where a daemon of the host's root follows a link of the attacker's, among what user namespaces mitigate. No check is known by which the pod's user namespace holds back such a daemon.",
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
