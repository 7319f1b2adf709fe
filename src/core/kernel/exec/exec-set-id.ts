import { type HostId, NO_ID } from "../../id/id.ts";
import type { CapabilitySet } from "../credentials/capability.ts";
import { gidIn, uidIn } from "../credentials/kernel-ids.ts";
import type { Process } from "../credentials/process.ts";
import { isWithin } from "../credentials/user-namespace.ts";
import { step, type Trace } from "../decision/decision.ts";
import type { FactWords } from "../decision/fact-word.ts";
import type { Inode } from "../inode/file.ts";
import { groupOf, ownerOf } from "../inode/file-owner.ts";
import { changesGroup, S_ISGID, S_ISUID } from "../inode/mode.ts";
import { execRules as rules } from "../rules/exec-rules.ts";

export interface ExecCredentials extends ExecIds {
  readonly permitted: CapabilitySet;
  readonly effective: CapabilitySet;
  readonly ambient: CapabilitySet;
}

export interface ExecIds {
  readonly euid: HostId;
  readonly egid: HostId;
}

/** `bprm_fill_uid`: what the set-ID bits of a program do. */
export function setIdBits(trace: Trace, process: Process, file: Inode): ExecIds {
  const { euid, egid, userNamespace } = process;
  const { mode } = file;
  if ((mode & (S_ISUID | S_ISGID)) === 0) return { euid, egid };
  if (!mountAllows(trace, process, file, "set-id-bits")) return { euid, egid };
  if (process.noNewPrivs) {
    ignored(trace, "set-id-bits", "no-new-privs");
    return { euid, egid };
  }
  // Both count, even for one of the bits.
  const owner = ownerOf(file);
  const group = groupOf(file);
  if (uidIn(userNamespace, owner) === NO_ID || gidIn(userNamespace, group) === NO_ID) {
    trace?.push(step(rules, "set-id-owner-unmapped", "skips", { owner, group, namespace: userNamespace.id }));
    return { euid, egid };
  }
  const setsUser = (mode & S_ISUID) !== 0;
  if (setsUser) trace?.push(step(rules, "set-user-id", "changes", { owner }));
  const setsGroup = changesGroup(mode);
  if ((mode & S_ISGID) !== 0) trace?.push(step(rules, "set-group-id", setsGroup ? "changes" : "skips", { group }));
  return { euid: setsUser ? owner : euid, egid: setsGroup ? group : egid };
}

/** `mnt_may_suid`: whether set-ID bits and file capabilities count on the mount of a program. */
export function mountAllows(trace: Trace, process: Process, file: Inode, what: FactWords["what"]): boolean {
  const { nosuid, namespace, superblock } = file.mount;
  // mount(2), MS_NOSUID: "Do not honor set-user-ID and set-group-ID bits or file capabilities when executing programs".
  if (nosuid) return ignored(trace, what, "mount-nosuid");
  // A mount that was handed in from elsewhere may show files that were never meant to be seen here.
  if (namespace.id !== process.mountNamespace.id) return ignored(trace, what, "mount-namespace-differs");
  // What a user namespace mounts has no power over those above it.
  if (!isWithin(process.userNamespace, superblock.userNamespace))
    return ignored(trace, what, "mounted-in-other-user-namespace");
  return true;
}

function ignored(trace: Trace, what: FactWords["what"], why: FactWords["why"]): boolean {
  trace?.push(step(rules, "set-id-honoured", "skips", { what, why }));
  return false;
}
