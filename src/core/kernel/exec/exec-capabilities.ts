import type { HostId } from "../../id/id.ts";
import { type CapabilitySet, formatCapabilities } from "../credentials/capability.ts";
import { bothOf, eitherOf, without } from "../credentials/capability-algebra.ts";
import { CAP_SETUID, CAP_SYS_PTRACE } from "../credentials/capability-numbers.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { kuidOf, uidIn } from "../credentials/kernel-ids.ts";
import { inGroup, type Process } from "../credentials/process.ts";
import type { UserNamespace } from "../credentials/user-namespace.ts";
import { step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { isAtLeast, type KernelSettings } from "../decision/kernel-settings.ts";
import type { FileCapability, Inode } from "../inode/file.ts";
import { vfsUid } from "../inode/file-owner.ts";
import { execRules as rules } from "../rules/exec-rules.ts";
import { type ExecIds, mountAllows } from "./exec-set-id.ts";

export interface Given {
  /** Whether the file has capabilities that count. */
  readonly present: boolean;
  readonly permitted: CapabilitySet;
  /** Whether they are put into effect. */
  readonly effective: boolean;
}

/**
 * `get_file_caps`: what the `security.capability` attribute of a program gives, or EPERM when the file insists on a
 * capability that the bounding set holds back.
 */
export function fileCapabilities(trace: Trace, process: Process, file: Inode): Given | Errno {
  const { capability } = file;
  if (capability === undefined || !mountAllows(trace, process, file, "file-capabilities")) return NOTHING;
  // capabilities(7): namespaced file capabilities count only where their root ID is user 0 of the namespace of the process,
  // or of one above it. Version 2 means the root of the namespace in which the filesystem was mounted.
  const { userNamespace } = process;
  const root = capabilityRoot(file, capability);
  if (!isRootHereOrAbove(userNamespace, root)) {
    trace?.push(step(rules, "file-capability-root-id", "skips", { root, namespace: userNamespace.id }));
    return NOTHING;
  }
  // P'(permitted) = (P(inheritable) & F(inheritable)) | (F(permitted) & P(bounding))
  const permitted = eitherOf(
    bothOf(process.inheritable, capability.inheritable),
    bothOf(process.bounding, capability.permitted),
  );
  // A program that knows nothing of capabilities must not run with fewer than its file says.
  if (capability.effective && without(capability.permitted, permitted) !== 0) {
    trace?.push(
      step(rules, "file-capability-bounded", "refuses", {
        wanted: formatCapabilities(capability.permitted),
        permitted: formatCapabilities(permitted),
      }),
    );
    return "EPERM";
  }
  trace?.push(step(rules, "file-capability-honoured", "changes", { permitted: formatCapabilities(permitted) }));
  return { present: true, permitted, effective: capability.effective };
}

/** `handle_privileged_root`: what user 0 of the namespace gets, whatever the file says. */
export function rootCapabilities(trace: Trace, process: Process, { euid }: ExecIds, given: Given): Given {
  // capabilities(7), SECBIT_NOROOT: "the kernel does not grant capabilities when a set-user-ID-root program is executed, or
  // when a process with an effective or real UID of 0 calls execve(2)."
  if (process.securebits.noRoot) return given;
  // Root is user 0 of the namespace of the process, not of the host.
  const { userNamespace } = process;
  const root = kuidOf(userNamespace, 0);
  const isEffective = euid === root;
  const isReal = process.ruid === root;
  if (!isEffective && !isReal) return given;
  // capabilities(7): if another user executes a set-user-ID-root program that has file capabilities, it gets those only.
  if (given.present && !isReal) {
    trace?.push(step(rules, "set-user-id-root-with-capability", "skips", {}));
    return given;
  }
  // P'(permitted) = P(inheritable) | P(bounding); the effective bit is on for effective user 0 alone.
  const permitted = eitherOf(process.bounding, process.inheritable);
  trace?.push(
    step(rules, "root-program", "changes", {
      namespace: userNamespace.id,
      permitted: formatCapabilities(permitted),
      how: isEffective ? "in-effect" : "not-in-effect",
    }),
  );
  return { ...given, permitted, effective: given.effective || isEffective };
}

/**
 * The part of `cap_bprm_creds_from_file` about unsafe execs: what no_new_privs, a tracer and shared directories take back,
 * and whether the IDs change.
 */
export function limitUnsafeExec(
  trace: Trace,
  process: Process,
  { euid, egid }: ExecIds,
  { permitted }: Given,
  settings: KernelSettings,
): ExecIds & { readonly permitted: CapabilitySet; readonly idChanged: boolean } {
  // Since 6.17 the effective user before counts, and any group the process is in; before, it was the real user and group.
  const idChanged = isAtLeast(settings, 6, 17)
    ? euid !== process.euid || !inGroup(process, egid)
    : euid !== process.ruid || egid !== process.rgid;
  const gained = without(permitted, process.permitted) !== 0;
  if (!(idChanged || gained) || !isUnsafe(trace, process)) return { euid, egid, permitted, idChanged };
  const left = bothOf(permitted, process.permitted);
  const { ruid, rgid, userNamespace, noNewPrivs } = process;
  if (!noNewPrivs && nsCapable(trace, process, userNamespace, CAP_SETUID))
    return { euid, egid, permitted: left, idChanged };
  trace?.push(step(rules, noNewPrivs ? "no-new-privs" : "exec-unsafe", "changes", { ruid, rgid }));
  return { euid: ruid, egid: rgid, permitted: left, idChanged };
}

/** `LSM_UNSAFE_NO_NEW_PRIVS`, `LSM_UNSAFE_SHARE`, and `ptracer_capable`: whoever watches must not get more than it has. */
function isUnsafe(trace: Trace, process: Process): boolean {
  const { noNewPrivs, sharesDirectories, tracer, userNamespace } = process;
  if (noNewPrivs) return true;
  if (sharesDirectories) {
    trace?.push(step(rules, "exec-unsafe", "passes", { why: "directories-shared" }));
    return true;
  }
  if (tracer === undefined) return false;
  trace?.push(step(rules, "exec-traced", "passes", { namespace: userNamespace.id }));
  if (nsCapable(trace, tracer, userNamespace, CAP_SYS_PTRACE)) return false;
  trace?.push(step(rules, "exec-unsafe", "passes", { why: "traced" }));
  return true;
}

const NOTHING: Given = { present: false, permitted: 0, effective: false };

/**
 * The user who gave a program its capabilities, through the mount of the file; 4294967295 when the mount has none for
 * him.
 */
export function capabilityRoot({ mount }: Inode, { rootId }: FileCapability): HostId {
  return vfsUid(mount, rootId ?? kuidOf(mount.superblock.userNamespace, 0));
}

/** `rootid_owns_currentns`. */
export function isRootHereOrAbove(namespace: UserNamespace, root: number): boolean {
  let above: UserNamespace | undefined = namespace;
  while (above !== undefined && uidIn(above, root) !== 0) above = above.parent;
  return above !== undefined;
}
