import type { AllocateError } from "../allocate/strategy/allocate-error.ts";
import type { Explanations } from "../explanations.ts";
import { goQuote } from "../go/go-text.ts";
import type { Dispute } from "../kernel/decision/decision.ts";
import type { KubeletError } from "../kubelet/settings/errors.ts";
import { formatPath } from "../manifest/place.ts";
import type { ManifestProblem } from "../manifest/problem.ts";
import { counted } from "../text/counted.ts";
import type { AuditFinding, RangesOverlap } from "./audit/audit-finding.ts";
import type { UpgradeChange } from "./audit/upgrade-change.ts";
import type { EscapeError, NodeError } from "./placement/errors.ts";
import type { PodsError } from "./pod/read-pods.ts";

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
    `The kernel takes no map for the pod ${goQuote(podUid)}: its range of ${counted(range.size, "ID")} from ${range.start} on reaches 4294967295, which is no ID. The pool has to end below it.`,
  "root-forbidden": ({ podUid, container }) =>
    `The container ${goQuote(container)} of the pod ${goQuote(podUid)} is to run as root, which runAsNonRoot forbids. Give it another runAsUser, or take runAsNonRoot away.`,
  "user-not-mapped": ({ podUid, container, id }) => notMapped("user", podUid, container, id),
  "group-not-mapped": ({ podUid, container, id }) => notMapped("group", podUid, container, id),
  "groups-not-mapped": ({ podUid, container, id }) => notMapped("further group", podUid, container, id),
  "volume-not-mapped": ({ podUid, volume, type }) =>
    `The volume ${goQuote(volume)} of the pod ${goQuote(podUid)} lies on ${type}, whose mounts this kernel cannot map. Use another filesystem, or a pod without a user namespace.`,
};

export const podsEnglish: Explanations<PodsError, ManifestProblem> = {
  "manifest-problems": ({ problems }, explain) => {
    const [first] = problems;
    if (first === undefined) return "Something is wrong with the manifests.";
    const more = problems.length === 1 ? "" : ` And ${problems.length - 1} more.`;
    return `Document ${first.document + 1}, ${goQuote(formatPath(first.path))}: ${explain(first)}.${more}`;
  },
  "too-many-pods": ({ count, limit }) => `There are ${count} pods, and no more than ${limit} may be read.`,
};

export const auditEnglish: Explanations<AuditFinding, KubeletError> = {
  "file-refused": ({ cause }, explain) => explain(cause),
  "last-slot-held": () =>
    "Its range holds 4294967295, which is no ID, so the kernel refuses the map: the pod never starts, and keeps the slot.",
  "empty-file": () =>
    "Its file userns has 0 bytes, which counts as none: the next call for the pod takes a second slot, and after a restart of the kubelet its range can be given to another pod while it runs.",
  "file-unreadable": ({ reason }) => `Its file userns cannot be read: ${reason}.`,
  "link-for-file": () => "Its file userns is a symbolic link, which no kubelet makes. It was not followed.",
  "link-for-directory": () =>
    "A symbolic link stands in the place of its directory, which no kubelet makes and every kubelet passes over. It was not followed.",
  "no-regular-file": () => "Its file userns is no regular file, which no kubelet makes. It was not opened.",
  "file-too-large": () => "Its file userns is larger than 1 MiB, which no kubelet makes. It was not read.",
  overlap: overlapText,
  "duplicate-range": overlapText,
  "more-overlaps": ({ limit }) => `Only the first ${limit} pairs of pods that share host IDs are listed.`,
  orphan: ({ range: { start, size } }) =>
    `It is not in the list of pods, and its file still holds [${start}, ${start + size}): the slot is lost until the kubelet cleans up, which it does only for pods that it remembers.`,
};

function overlapText({ shared: { start, size } }: RangesOverlap): string {
  return `Both have the host IDs [${start}, ${start + size}): root of the one owns the files and processes of the other.`;
}

export const upgradeEnglish: Explanations<UpgradeChange> = {
  "ids-per-pod-honoured": ({ idsPerPod, before }) =>
    `Until now userNamespaces.idsPerPod was ignored, and each pod got ${counted(before, "ID")}. Now each gets ${idsPerPod}, and a range of another length is refused.`,
  "pool-changes": ({ before, after }) =>
    `Pods get IDs of [${after.start}, ${after.start + after.size}), and no longer of [${before.start}, ${before.start + before.size}). A file with a range outside of that is refused.`,
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
