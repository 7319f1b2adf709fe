import { NO_ID } from "../../id/id.ts";
import { CAP_FOWNER } from "../credentials/capability-numbers.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { gidIn, uidIn } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { type Facts, step, type Trace } from "../decision/decision.ts";
import { capabilityRules as rules } from "../rules/capability-rules.ts";
import type { Inode } from "./file.ts";
import { groupOf, ownerOf } from "./file-owner.ts";

/** `capable_wrt_inode_uidgid`: whether a process has a capability over a file. */
export function capableOver(trace: Trace, process: Credentials, file: Inode, bit: number): boolean {
  const { userNamespace } = process;
  // user_namespaces(7), on files: the capability counts in the caller's own namespace …
  if (!nsCapable(trace, process, userNamespace, bit)) return false;
  // … and only if the file's user ID and group ID have a mapping there: a file of host root is no pod's, whoever is root in it.
  const owner = ownerOf(file);
  if (uidIn(userNamespace, owner) === NO_ID) {
    trace?.push(over("refuses", { side: "owner", id: owner, namespace: userNamespace.id }));
    return false;
  }
  const group = groupOf(file);
  if (gidIn(userNamespace, group) === NO_ID) {
    trace?.push(over("refuses", { side: "group", id: group, namespace: userNamespace.id }));
    return false;
  }
  trace?.push(over("grants", { owner, group, namespace: userNamespace.id }));
  return true;
}

/** `inode_owner_or_capable`: whether a process may act as the owner of a file. */
export function ownsOrCapable(trace: Trace, process: Credentials, file: Inode): boolean {
  const { fsuid, userNamespace } = process;
  const owner = ownerOf(file);
  if (owner === fsuid) {
    trace?.push(step(rules, "inode-owner", "grants", { fsuid }));
    return true;
  }
  trace?.push(step(rules, "inode-owner", "skips", { fsuid, owner }));
  if (!nsCapable(trace, process, userNamespace, CAP_FOWNER)) return false;
  // The group has no say here, unlike in every other question about a capability over a file.
  if (uidIn(userNamespace, owner) !== NO_ID) return true;
  trace?.push(step(rules, "inode-owner", "refuses", { owner, namespace: userNamespace.id }));
  return false;
}

function over(outcome: "grants" | "refuses", facts: Facts): ReturnType<typeof step> {
  return step(rules, "capability-over-inode", outcome, facts);
}
