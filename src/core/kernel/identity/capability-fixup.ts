import type { CapabilitySet } from "../credentials/capability.ts";
import { bothOf, eitherOf, without } from "../credentials/capability-algebra.ts";
import { kuidOf } from "../credentials/kernel-ids.ts";
import type { Credentials, Process } from "../credentials/process.ts";
import { step, type Trace } from "../decision/decision.ts";
import { identityRules as rules } from "../rules/identity-rules.ts";

/** `cap_emulate_setxuid`: how the capabilities follow the user IDs after setuid(2), setreuid(2) and setresuid(2). */
export function followUserIds(trace: Trace, before: Process, after: Process): Process {
  // capabilities(7): "SECBIT_NO_SETUID_FIXUP … stops the kernel from adjusting the process's permitted, effective, and
  // ambient capability sets when the thread's effective and filesystem UIDs are switched between zero and nonzero values."
  if (before.securebits.noSetuidFixup) return after;
  // "0" is the user 0 of the namespace; where that is not mapped, nobody is root, and the two are never equal.
  const root = kuidOf(before.userNamespace, 0);
  let { permitted, effective, ambient } = before;
  if (isAnyRoot(before, root) && !isAnyRoot(after, root)) {
    const { keepCaps } = before.securebits;
    if (!keepCaps) permitted = 0;
    effective = keepCaps ? effective : 0;
    ambient = 0;
    trace?.push(
      step(rules, "root-left", "changes", {
        root,
        namespace: before.userNamespace.id,
        what: keepCaps ? "ambient-capabilities" : "all-capabilities",
      }),
    );
  }
  if (before.euid === root && after.euid !== root) {
    effective = 0;
    trace?.push(step(rules, "effective-root-left", "changes", { root }));
  }
  if (before.euid !== root && after.euid === root) {
    effective = permitted;
    trace?.push(step(rules, "effective-root-entered", "changes", { root }));
  }
  return { ...after, permitted, effective, ambient };
}

/** `cap_task_fix_setuid` for setfsuid(2): the capabilities over files follow the file user ID. */
export function followFileUserId(trace: Trace, before: Process, after: Process): Process {
  if (before.securebits.noSetuidFixup) return after;
  const root = kuidOf(before.userNamespace, 0);
  if (before.fsuid === root && after.fsuid !== root) {
    trace?.push(step(rules, "file-root-left", "changes", { root }));
    return { ...after, effective: without(before.effective, FILE_CAPABILITIES) };
  }
  if (before.fsuid !== root && after.fsuid === root) {
    trace?.push(step(rules, "file-root-entered", "changes", { root }));
    return { ...after, effective: eitherOf(before.effective, bothOf(before.permitted, FILE_CAPABILITIES)) };
  }
  return after;
}

function isAnyRoot({ ruid, euid, suid }: Credentials, root: number): boolean {
  return ruid === root || euid === root || suid === root;
}

/**
 * `CAP_FS_MASK` and CAP_MKNOD, CAP_LINUX_IMMUTABLE: CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER, FSETID (bits 0 to 4),
 * LINUX_IMMUTABLE (9), MKNOD (27), MAC_OVERRIDE (32).
 */
const FILE_CAPABILITIES: CapabilitySet = 0x10800021f;
