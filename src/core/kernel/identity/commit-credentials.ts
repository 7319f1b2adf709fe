import { without } from "../credentials/capability-algebra.ts";
import type { Credentials, Process } from "../credentials/process.ts";
import { sameNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { step, type Trace } from "../decision/decision.ts";
import { identityRules as rules } from "../rules/identity-rules.ts";

/** `commit_creds`: a process gets new credentials, and with them perhaps stops being dumpable. */
export function commitCredentials(trace: Trace, before: Process, after: Process): Process {
  // prctl(2), PR_SET_DUMPABLE: what a process had in memory as one user must not be read by another, and what it had
  // before it gained capabilities not by those who have none.
  const sameUser =
    before.euid === after.euid &&
    before.egid === after.egid &&
    before.fsuid === after.fsuid &&
    before.fsgid === after.fsgid;
  if (!after.dumpable || (sameUser && gainsNothing(before, after))) return after;
  trace?.push(step(rules, "dumpable-cleared", "changes", {}));
  return { ...after, dumpable: false };
}

/** `cred_cap_issubset`: to the creator of a namespace, all capabilities in it are nothing new. */
function gainsNothing(before: Credentials, after: Credentials): boolean {
  if (sameNamespace(before.userNamespace, after.userNamespace)) return without(after.permitted, before.permitted) === 0;
  let namespace: UserNamespace = after.userNamespace;
  for (let { parent } = namespace; parent !== undefined; parent = namespace.parent) {
    if (sameNamespace(parent, before.userNamespace) && namespace.owner === before.euid) return true;
    namespace = parent;
  }
  return false;
}
