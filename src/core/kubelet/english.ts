import type { Explanations } from "../explanations.ts";
import { goQuote } from "../go/go-text.ts";
import { expectationEnglish } from "../shape/english.ts";
import type { ShapeFault } from "../shape/shape.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/printable.ts";
import type { UsernsRefusal } from "./messages/cri-userns.ts";
import type { KernelError } from "./runtime/filesystems.ts";
import type { RuntimeError } from "./runtime/runtimes.ts";
import type { KubeletError } from "./settings/errors.ts";
import type { PoolEndRefused } from "./settings/pool-error.ts";

export const kubeletEnglish: Explanations<KubeletError, KubeletError> = {
  "gate-unrecognized": ({ gate }) => `This release has no feature gate ${gate}. Use the name that the release knows.`,
  "gate-locked": ({ gate }) => `Since 1.36 the feature gate ${gate} is on and cannot be turned off. Leave it unset.`,
  "configuration-invalid": ({ problems }) => `The kubelet's configuration is not valid: ${problems.join("; ")}.`,
  "lookup-failed": () =>
    "The account kubelet could not be looked up, so the kubelet does not know its subordinate IDs.",
  "getsubids-missing": () =>
    "There is an account kubelet but no program getsubids. Install it (Debian: package uidmap), or remove the account.",
  "getsubids-failed": () =>
    "getsubids failed for the account kubelet. Give it a range in both /etc/subuid and /etc/subgid.",
  "uids-and-gids-differ": () => "The account kubelet must have the same range in /etc/subuid and /etc/subgid.",
  "too-many-lines": () => "The account kubelet must have one range of subordinate IDs, not several.",
  "not-four-fields": () => "What getsubids printed is not an index, an owner, a first ID and a count.",
  "not-a-number": () => "A number that getsubids printed is not an integer from 0 to 4294967295.",
  "ids-per-pod-misaligned": ({ idsPerPod }) => `idsPerPod must be a multiple of 65536, and ${idsPerPod} is not.`,
  "first-id-misaligned": ({ firstId, idsPerPod }) =>
    `The pool must start at a multiple of ${idsPerPod}, and ${firstId} is none.`,
  "first-id-too-low": ({ firstId, idsPerPod }) =>
    `The pool starts at ${firstId}, but the first ${idsPerPod} IDs are the host's own.`,
  "length-misaligned": ({ length, idsPerPod }) =>
    `The pool must hold a multiple of ${counted(idsPerPod, "ID")}, and ${length} is none.`,
  "too-few-ids": ({ length, idsPerPod, maxPods }) =>
    `The pool has ${counted(length, "ID")}, but maxPods × idsPerPod = ${maxPods} × ${idsPerPod} are needed.`,
  "reaches-last-id": (error) => topmost(error),
  "past-last-id": (error) => topmost(error),
  "pod-not-recorded": ({ podUid, cause }, explain) =>
    `The kubelet does not start because of the file userns of pod ${goQuote(podUid)}. ${explain(cause)}`,
  "not-a-directory": ({ podUid }) => `A file stands where the directory of pod ${goQuote(podUid)} should be.`,
  "is-a-directory": ({ podUid }) => `A directory stands where the file userns of pod ${goQuote(podUid)} should be.`,
  "file-invalid": ({ podUid, cause: { line, column } }) =>
    `The file userns of pod ${goQuote(podUid)} cannot be decoded: it goes wrong in line ${line}, column ${column}.`,
  "not-one-mapping": ({ podUid }) => `The file userns of pod ${goQuote(podUid)} must have one mapping of user IDs.`,
  "gids-not-like-uids": ({ podUid }) => `The file userns of pod ${goQuote(podUid)} must have one mapping of group IDs.`,
  "mappings-differ": ({ podUid }) => `The file userns of pod ${goQuote(podUid)} must map user and group IDs alike.`,
  "root-not-mapped": ({ podUid }) => `The file userns of pod ${goQuote(podUid)} must map from container ID 0 on.`,
  "wrong-length": ({ podUid, length }) =>
    `The file of pod ${goQuote(podUid)} maps ${counted(length, "ID")}, which is not idsPerPod. Drain the node before changing that.`,
  "wrong-offset": ({ podUid, hostId }) =>
    `The file of pod ${goQuote(podUid)} starts at host ID ${hostId}, which is not a multiple of idsPerPod.`,
  "different-range": ({ podUid, hostId }) =>
    `The file of pod ${goQuote(podUid)} names host ID ${hostId}, but the kubelet remembers another range for it.`,
  "out-of-range": ({ podUid, hostId }) =>
    `The file of pod ${goQuote(podUid)} names host ID ${hostId}, which is outside the pool. Drain the node before changing that.`,
  "already-taken": ({ podUid, hostId }) =>
    `The file of pod ${goQuote(podUid)} names host ID ${hostId}, which another pod has.`,
  "pod-limit": ({ limit, count }) => `This release allows ${limit} pods with user namespaces, and counts ${count}.`,
  "gate-disabled": ({ gate }) =>
    `The pod sets hostUsers, which needs the feature gate ${gate}, and that is off. Turn it on in the featureGates of the kubelet.`,
  "handler-unsupported": ({ handler }) =>
    `The runtime handler ${goQuote(handler)} does not support user namespaces. Use a runtime that does.`,
  "handler-unknown": ({ handler }) => `The container runtime reports no handler ${goQuote(handler)}.`,
  "pool-exhausted": ({ slots }) =>
    slots === 1 ? "The one slot of the pool is in use." : `All ${slots} slots of the pool are in use.`,
  "write-failed": ({ podUid }) => `The file userns of pod ${goQuote(podUid)} could not be written, so it got no range.`,
  "pods-unreadable": () => "The directory of all pods cannot be listed, so nothing was cleaned up.",
  panic: ({ text }) => `The kubelet crashed: ${text}.`,
  "not-started": () => "The kubelet is not running: start it first.",
};

function topmost({ firstId, length }: PoolEndRefused): string {
  return `The pool ends at ${firstId + length}, but the last ID that can be mapped is 4294967294.`;
}

/** The English of what is wrong with a stored kubelet. */
export const storedEnglish: Explanations<ShapeFault> = {
  mistyped: ({ path, expected }) =>
    `${path === "" ? "The stored kubelet" : `The stored kubelet's ${printable(path)}`} must be ${expectationEnglish(expected)}.`,
  "unknown-field": ({ path }) => `A stored kubelet has no field ${printable(path)}.`,
};

/** The English of what is refused around the kubelet: by the container runtime, and by who reads its name or a kernel's. */
export const runtimeEnglish: Explanations<UsernsRefusal | RuntimeError | KernelError> = {
  "several-mappings": () => "The container runtime takes one mapping of user IDs and one of group IDs, not several.",
  "empty-mapping": () => "A mapping that the container runtime is given must hold at least one ID.",
  "mappings-of-node": () =>
    "A container in the host's user namespace has no mappings: leave them out, or use the mode POD.",
  "pod-without-mappings": () => "A container in a user namespace needs a mapping of user IDs and one of group IDs.",
  "unsupported-mode": () => "The container runtime knows the modes POD and NODE of user namespaces, and no other.",
  "differs-from-sandbox": () => "A container must have the same user namespace as the sandbox of its pod.",
  "not-a-runtime": ({ found }) =>
    `${goQuote(found)} is no runtime with its version. Expected one as in containerd@2.1.3.`,
  "not-a-kernel": ({ found }) => `${goQuote(found)} is no version of a kernel. Expected one as in 6.8.`,
};
