import type { Explanations } from "../../explanations.ts";
import { goQuote } from "../../go/go-text.ts";
import type { KubeletError } from "../../kubelet/settings/errors.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { releaseNote } from "../../releases/unread-releases.ts";
import { counted } from "../../text/counted.ts";
import type { NodeFinding, NodeFixCode } from "./node-finding.ts";

export const nodeFindingEnglish: Explanations<NodeFinding, KubeletError> = {
  "kubelet-does-not-start": ({ facts: { error } }, explain) => explain(error),
  "account-not-given": () =>
    "It is not known whether the node has an account kubelet, whose subordinate IDs would be the pool. The default pool is taken for it here.",
  "entry-not-given": ({ facts: { files } }) =>
    `There is no entry of kubelet in ${files.map(goQuote).join(" and ")}. With an account kubelet and getsubids the kubelet would not start; without, it uses the default pool, which is taken for it here.`,
  "owner-not-known": ({ facts: { owners, hasEntry } }) =>
    `Entries stand under ${owners.slice(0, MAX_ENTRIES).map(goQuote).join(", ")}${owners.length > MAX_ENTRIES ? " and more" : ""}: if that is the UID of the account kubelet, they are its entries, ${hasEntry ? "too, and with more than one line the kubelet does not start" : "and the pool"}.`,
  "subordinate-ids-not-given": () =>
    "It is not known which subordinate IDs the account kubelet has. They are the pool; without any the kubelet does not start.",
  "groups-not-given": () =>
    "It is not known whether the group IDs of kubelet are the same as its user IDs, without which the kubelet does not start.",
  "release-not-given": ({ facts: { release } }) =>
    `No release was named, and ${release} is taken for it; others behave and speak differently.`,
  "release-not-read": ({ facts: { release } }) => releaseNote(release) ?? `The source of ${release} was read.`,
  "fixes-not-known": ({ facts: { release, error } }, explain) =>
    `It depends on whether this ${release} has the fixes of PR 141345 (${traitAt(RELEASE_TABLE.fixesNotKnown, release).join(", ")}), of which nobody knows. What would stop it: ${explain(error)}`,
  "config-not-given": ({ facts: { isMaxPodsKnown, hasIdsPerPod } }) => {
    const numbers = [
      ...(isMaxPodsKnown ? [] : ["maxPods (110)"]),
      ...(hasIdsPerPod ? ["userNamespaces.idsPerPod (65536)"] : []),
    ].join(", ");
    return `Defaults are taken for ${numbers}${numbers === "" ? "" : " and "}featureGates (none set).`;
  },
  "pool-wraps": ({ facts: { slotsPast } }) =>
    `${counted(slotsPast, "slot")} of it ${slotsPast === 1 ? "lies past the last ID and becomes" : "lie past the last ID and become"} the host IDs from 0 on: the first pod in them is root on the host, and its second container is refused with this message. The kubelet does not notice at the start.`,
  "last-slot": ({ facts: { pool } }) =>
    `One of the ${pool.slots} slots holds 4294967295, which is no ID, so the kernel refuses its map, and the pod that draws it never starts; it keeps the slot.`,
  "kubelet-map-not-given": ({ facts: { isReported } }) =>
    isReported
      ? "The kubelet reports that it runs in a user namespace, and it is not known which IDs it has there: it can give pods no others."
      : "The gate KubeletInUserNamespace is set, and it is not known which IDs the kubelet has in the user namespace that it runs in: it can give pods no others.",
  "pool-outside-kubelet-map": ({ facts: { pool } }) =>
    `The kubelet runs in a user namespace, and none of the ${counted(pool.slots, "slot")} lies within its own map: the kernel lets it give away no IDs that it does not have.`,
  "slots-outside-kubelet-map": ({ facts: { pool, outside } }) =>
    `The kubelet runs in a user namespace, and ${outside} of the ${pool.slots} slots ${outside === 1 ? "lies" : "lie"} outside of its own map: a pod that draws one never starts, and keeps it. Which it draws is chance.`,
  "ids-per-pod-ignored": ({ facts: { release, use } }) =>
    `Kubernetes ${release} ${use === "ignored" ? "checks the setting and then ignores it" : "does not know the setting"}: each pod gets 65536 IDs.`,
  "subordinate-ids-collide": ({ facts: { owner, entries } }) => {
    const shown = entries
      .slice(0, MAX_ENTRIES)
      .map(({ name, start, size }) => `${goQuote(name)} has ${range(start, size)}`);
    const more = entries.length > MAX_ENTRIES ? ` and ${entries.length - MAX_ENTRIES} more` : "";
    return `The kubelet and ${goQuote(owner)} may hand out the same host IDs: ${shown.join(", ")}${more}. Processes of the one can then own the files and processes of the other; nothing looks for that.`;
  },
  "subordinate-ids-malformed": ({ facts: { name, lines } }) =>
    `${counted(lines, "line")} of ${goQuote(name)} cannot be read; shadow passes over such lines without a word.`,
  "more-pods-than-limit": ({ facts: { over, pods, limit } }) =>
    `Before Kubernetes 1.30 a kubelet gives no more than ${counted(limit, "pod")} a user namespace. There are ${pods} such pods, ${over} too many.`,
  "last-slot-drawn": ({ facts: { pool } }) =>
    `There are as many such pods as slots, ${pool.slots}, so that one of them gets the slot that holds 4294967295, and never starts. Which one is chance.`,
  "more-pods-than-max-pods": ({ facts: { over, pods, maxPods } }) =>
    `The node takes ${counted(maxPods, "pod")}, on host users or not: maxPods. There are ${pods}, ${over} too many.`,
};

/** A file may have thousands of entries of one owner. */
const MAX_ENTRIES = 4;

function range(start: number, size: number): string {
  return `[${start}, ${start + size})`;
}

export const nodeFixEnglish: Readonly<Record<NodeFixCode, () => string>> = {
  "spell-gate": () => "Use the name of the gate that the release knows, or leave it out.",
  "leave-gate-out": () => "Leave the gate out of featureGates.",
  "correct-configuration": () => "Correct the setting in the kubelet's configuration.",
  "repair-name-service": () =>
    "Repair the name service, so that the account kubelet can be looked up or is known not to exist.",
  "install-getsubids": () =>
    "Install getsubids (Debian and Ubuntu: uidmap; Fedora: shadow-utils-subid), or remove the account kubelet.",
  "give-subordinate-ids": () =>
    "Give the account kubelet one line in /etc/subuid and the same in /etc/subgid: kubelet:FIRST:COUNT, with FIRST and COUNT multiples of idsPerPod, FIRST at least idsPerPod, and COUNT at least idsPerPod times maxPods.",
  drain: () =>
    "Drain the node and let its pods go before settings change. Where only this file is wrong: remove the pod, and then its directory.",
  "say-account": () =>
    "Say which it is: the node's /etc/subuid and /etc/subgid, or that there is no account kubelet (id kubelet tells).",
  "say-entry": () => "Say that the node has no account kubelet, and else give it an entry.",
  "say-uid": () => "Say which UID the account kubelet has, or that there is none: id -u kubelet tells.",
  "say-subordinate-ids": () => "Give the node's /etc/subuid and /etc/subgid.",
  "say-groups": () => "Give the node's /etc/subgid.",
  "say-release": () => "Name the release.",
  "say-configuration": () => "Give the kubelet's configuration.",
  "say-kubelet-map": () => "Say what /proc/PID/uid_map of the kubelet has.",
  "pool-in-kubelet-map": () =>
    "Give the account kubelet an entry in /etc/subuid and /etc/subgid, those that the kubelet sees, within its own map; or give its user namespace more IDs.",
  "read-release-notes": () => "Read the notes of the version that runs, and try it on one node first.",
  "look-for-fixes": () =>
    "Look for PR 141345 in the notes of the version that runs, or be safe in either case: getsubids beside an account kubelet, subordinate IDs that end at or below 4294901760, and no pod left that has IDs above.",
  "end-pool-lower": () =>
    "Give the account kubelet an entry in /etc/subuid and /etc/subgid that ends at or below 4294901760. Where a pod has the last slot already, delete it and let it be made anew.",
  "leave-ids-per-pod-out": () => "Remove the setting.",
  "separate-subordinate-ids": () =>
    "Give the account kubelet a range of its own in /etc/subuid and /etc/subgid, or move the other owner's.",
  "write-entries": () => "Write owner:start:count.",
  "upgrade-kubelet": () => "Put fewer such pods on the node, or run a kubelet of 1.30 or newer.",
  "fewer-pods": () => "Put fewer pods on the node, or raise maxPods, and with it the IDs of the account kubelet.",
};
