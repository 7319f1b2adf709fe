import { type ContainerId, type HostId, NO_ID } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { kgidOf, kuidOf } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { withMode } from "../inode/change-mode.ts";
import { inUpperLayer, mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { groupOf, inodeGid, inodeUid } from "../inode/file-owner.ts";
import { mountForWriting, refused, searchPath } from "../inode/permission.ts";
import { droppedBits, showMode, withoutForeignGroupBit, withoutMountersGroupBit } from "../inode/set-id-bits.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";
import { mayChange } from "./notify-change.ts";

/**
 * Decides whether a process may change the owner and the group of a file.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param uid - the new owner, as the process sees it; 4294967295 leaves the owner alone
 * @param gid - the new group, as the process sees it; 4294967295 leaves the group alone
 * @returns the decision; its value is the file afterwards, without set-ID bits and capabilities where they went. EINVAL:
 * the ID has no mapping in the process's namespace. EOVERFLOW: the mount cannot store it, or cannot express an ID that
 * would stay. EPERM: not the owner, or not privileged
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks chown(2); `chown_common` in `fs/open.c`, `notify_change` in `fs/attr.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { chownFile, createProcess, createUserNamespace, existingFile, initialNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod });
 * const own = existingFile({ uid: 65536, gid: 65536, mode: 0o644 });
 * chownFile(podRoot, own, 1000, 1000).value?.uid; // => 66536
 * chownFile(podRoot, own, 65536, 65536).errno; // => "EINVAL"
 * ```
 */
export function chownFile(process: Credentials, file: Inode, uid: ContainerId, gid: ContainerId): Decision<Inode> {
  expectProcess("chownFile", "process", process);
  expectFile("chownFile", "file", file);
  checkIds("chownFile", uid, gid);
  const steps: Step[] = [];
  return conclude(steps, mayChown(steps, process, file, uid, gid), () => chowned(steps, process, file, uid, gid));
}

/** Answers {@link chownFile} with the errno alone, `undefined` when it may. */
export function chownFileErrno(
  process: Credentials,
  file: Inode,
  uid: ContainerId,
  gid: ContainerId,
): Errno | undefined {
  expectProcess("chownFile", "process", process);
  expectFile("chownFile", "file", file);
  checkIds("chownFile", uid, gid);
  return mayChown(undefined, process, file, uid, gid);
}

function checkIds(caller: string, uid: ContainerId, gid: ContainerId): void {
  checkUint32(caller, "the user ID", uid);
  checkUint32(caller, "the group ID", gid);
}

function mayChown(
  trace: Trace,
  process: Credentials,
  file: Inode,
  uid: ContainerId,
  gid: ContainerId,
): Errno | undefined {
  const errno = searchPath(trace, process, file.directory) ?? mountForWriting(trace, file);
  if (errno !== undefined) return errno;
  // The arguments are IDs of the caller's namespace, and an ID that is not mapped there is no argument at all.
  const owner = kernelId(trace, process, "owner", uid, kuidOf);
  if (owner === NO_ID) return "EINVAL";
  const group = kernelId(trace, process, "group", gid, kgidOf);
  if (group === NO_ID) return "EINVAL";
  // ioctl_iflags(2): an immutable file keeps its owner; a call that names no ID only touches the change time.
  if (file.immutable && (owner ?? group) !== undefined) return refused(trace, "immutable-file", "EPERM");
  const mode = modeAfter(file, bitsThatGo(trace, process, file));
  const refusal = mayChange(trace, process, file, { owner, group, mode, times: false });
  if (refusal === undefined && owner === undefined && group === undefined && mode === undefined)
    trace?.push(step(rules, "nothing-to-change", "grants", {}));
  return refusal ?? mayCopyUp(trace, file);
}

/** `undefined` for "leave it", 4294967295 for an ID that the namespace does not have. */
function kernelId(
  trace: Trace,
  process: Credentials,
  side: "owner" | "group",
  id: ContainerId,
  toKernel: typeof kuidOf,
): HostId | undefined {
  // chown(2): "If the owner or group is specified as -1, then that ID is not changed."
  if (id === NO_ID) return undefined;
  const found = toKernel(process.userNamespace, id);
  const namespace = process.userNamespace.id;
  trace?.push(
    step(rules, "chown-argument", found === NO_ID ? "refuses" : "passes", { side, id, namespace, kernelId: found }),
  );
  return found;
}

/** "When the owner or group of an executable file is changed …, the S_ISUID and S_ISGID mode bits are cleared": for root too. */
function bitsThatGo(trace: Trace, process: Credentials, file: Inode): number {
  return file.type === "directory" ? 0 : droppedBits(trace, process, file);
}

/** To clear bits is to change the mode, and only the owner may do that. */
function modeAfter(file: Inode, dropped: number): number | undefined {
  return dropped === 0 ? undefined : file.mode & ~dropped;
}

function chowned(trace: Trace, process: Credentials, file: Inode, uid: ContainerId, gid: ContainerId): Inode {
  const owner = kernelId(undefined, process, "owner", uid, kuidOf);
  const group = kernelId(undefined, process, "group", gid, kgidOf);
  const moved: Inode = {
    ...inUpperLayer(file),
    uid: owner === undefined ? file.uid : inodeUid(file.mount, owner),
    gid: group === undefined ? file.gid : inodeGid(file.mount, group),
  };
  if (file.type === "directory") return moved;
  if (file.capability !== undefined) trace?.push(step(rules, "file-capability-dropped", "changes", {}));
  const dropped = bitsThatGo(undefined, process, file);
  if (dropped === 0) return { ...moved, capability: undefined };
  trace?.push(
    step(rules, "set-id-bits-dropped", "changes", {
      before: showMode(file.mode),
      after: showMode(file.mode & ~dropped),
    }),
  );
  // A set-group-ID bit that was left on is judged once more, by the new group. The kernel does it twice, for the file as it
  // was and as it is; who passes the first time passes the second.
  // Through an overlay `ovl_setattr` leaves that to its upper layer.
  const left = file.mode & ~dropped;
  const mode =
    file.layer === undefined
      ? withoutForeignGroupBit(trace, process, file, groupOf(moved), left)
      : withoutMountersGroupBit(trace, file, moved, left);
  return { ...withMode(trace, moved, mode), capability: undefined };
}
