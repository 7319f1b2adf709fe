import type { Explanations } from "../../../explanations.ts";
import { counted } from "../../../text/counted.ts";
import type { ComputedFix, LineFacts, NoMoreIds } from "./fix.ts";

export const computedFixEnglish: Explanations<ComputedFix> = {
  "give-line": ({ facts, first }) => `${giveLine(facts, first)}.`,
  "install-getsubids-and-give-line": ({ facts: { line }, first }) =>
    `${drained(first)}Install getsubids (Debian and Ubuntu: uidmap; Fedora: shadow-utils-subid), without which the line is not found, and give the account kubelet this one line in /etc/subuid and in /etc/subgid: ${line}. Or remove the account.`,
  "give-lower-line": ({ facts, first }) =>
    `${giveLine(facts, first)}, which ends below the last ID. Where a pod has the last slot already, delete it before.`,
  "give-line-apart": ({ facts, first }) =>
    `${giveLine(facts, first)}, where nobody else in the files has IDs. Or move what the other owner has.`,
  "lower-ids-or-pods": ({ facts: { idsPerPod, maxPods, mostIds, mostPods } }) => {
    const ids = mostIds === undefined ? "" : `userNamespaces.idsPerPod to ${mostIds}, or `;
    return `There is no room for ${maxPods} pods of ${counted(idsPerPod, "ID")} below 4294967295. Lower ${ids}maxPods to ${mostPods}, and give the account kubelet IDs for them.`;
  },
  "make-pod-anew": ({ facts: { release } }) =>
    `Where a pod has the last slot, delete it and let it be made anew. In Kubernetes ${release} the pool is all IDs, and no setting makes it end lower.`,
  "raise-max-pods": ({ facts: { maxPods, line }, first }) =>
    `Put fewer pods on the node, or raise maxPods to ${maxPods}${withLine(line)}${afterwards(first)}.`,
  "leave-ids-per-pod-out-or-upgrade": ({ facts: { idsPerPod } }) =>
    `Remove the setting. Or use Kubernetes 1.35 or newer, which gives each pod ${counted(idsPerPod, "ID")}, but drain the node first: files of pods with 65536 IDs keep such a kubelet from starting.`,
  "smaller-id-or-more-ids": ({ facts, first }) => `Use an ID below ${facts.idsPerPod}, or ${moreIds(facts, first)}.`,
  "rebuild-image-or-more-ids": ({ facts, first }) =>
    `Change the owner of the files in the image to an ID below ${facts.idsPerPod}, or ${moreIds(facts, first)}.`,
  "smaller-id": ({ facts: { idsPerPod, needed, reason } }) =>
    `Use an ID below ${idsPerPod}. ${noMoreIds(needed, reason)}`,
  "rebuild-image-for-fewer-ids": ({ facts: { idsPerPod, needed, reason } }) =>
    `Change the owner of the files in the image to an ID below ${idsPerPod}. ${noMoreIds(needed, reason)}`,
  "newer-policy": ({ facts: { policy } }) =>
    `Have the namespace enforce ${policy} or newer, which lets the pod pass with hostUsers: false. Or change the pod as the message says.`,
  "relaxing-gate": ({ facts: { gate, policy } }) =>
    `Change the pod as the message says. With the feature gate ${gate} of the API server, or under ${policy} of that release or a newer one, it passes because of hostUsers: false.`,
  "policy-of-later-release": ({ facts: { policy } }) =>
    `Change the pod as the message says. Under ${policy}, which needs that release or a newer one, it passes with hostUsers: false.`,
  "know-runtime": ({ facts: { runtime } }) =>
    `Find out whether ${runtime} supports user namespaces and mapped mounts. Where it is a build of another runtime, name that; or use containerd or CRI-O, with runc or crun.`,
  "use-runtimes": ({ facts: { runtimes } }) => `Use ${listed(runtimes)}, or newer.`,
  "replace-runtime": ({ facts: { runtime, runtimes } }) =>
    `No version of ${runtime} will do. Use ${runtimes.join(" or ")}, or newer.`,
  "kernel-for-filesystem": ({ facts: { filesystem, kernel } }) =>
    `Use Linux ${kernel} or newer, from which on ${filesystem} can be mapped, or keep the data on another filesystem.`,
  "leave-filesystem": ({ facts: { filesystem } }) =>
    `No kernel maps ${filesystem}. Keep the data on a filesystem that can be mapped, such as ext4 or xfs, or do without the mount.`,
};

function giveLine({ line, account }: LineFacts, first: ComputedFix["first"]): string {
  const files = `in /etc/subuid and in /etc/subgid: ${line}`;
  if (account === "there") return `${drained(first)}Give the account kubelet this one line ${files}`;
  const made = account === "missing" ? "Make an account kubelet" : "Make an account kubelet if there is none";
  return `${drained(first)}${made}, install getsubids, and give the account this one line ${files}`;
}

function drained(first: ComputedFix["first"]): string {
  return first === undefined ? "" : "Drain the node first. ";
}

function afterwards(first: ComputedFix["first"]): string {
  return first === undefined ? "" : "; drain the node first";
}

function moreIds(
  { needed, line }: { readonly needed: number; readonly line?: string },
  first: ComputedFix["first"],
): string {
  return `give each pod ${needed} with userNamespaces.idsPerPod${withLine(line)}${afterwards(first)}`;
}

function withLine(line: string | undefined): string {
  return line === undefined ? "" : `, and give the account kubelet the line ${line} in /etc/subuid and in /etc/subgid`;
}

function noMoreIds(needed: number, reason: NoMoreIds): string {
  return reason.kind === "release"
    ? `Kubernetes ${reason.release} gives no pod more.`
    : `Pods cannot get the ${needed} that it would take: above a first block as large, those of maxPods ${reason.maxPods} do not end below 4294967295.`;
}

function listed(names: readonly string[]): string {
  return names.join(" with ");
}
