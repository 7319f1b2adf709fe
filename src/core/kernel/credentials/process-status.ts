import type { ContainerId, HostId } from "../../id/id.ts";
import { toContainerOrOverflow } from "../../idmap/translate.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { expectProcess } from "./expect-process.ts";
import type { Credentials } from "./process.ts";
import { expectNamespace, type UserNamespace } from "./user-namespace.ts";

/** The IDs in `/proc/PID/status`. */
export interface ProcessStatus {
  /** The line `Uid:`: real, effective, saved and file user ID. */
  readonly uids: readonly [ContainerId, ContainerId, ContainerId, ContainerId];
  /** The line `Gid:`: real, effective, saved and file group ID. */
  readonly gids: readonly [ContainerId, ContainerId, ContainerId, ContainerId];
  /** The line `Groups:`. */
  readonly groups: readonly ContainerId[];
}

/**
 * Shows the IDs of a process as `/proc/PID/status` does.
 *
 * It is the namespace of the opener that counts, not that of the reader: a descriptor that was opened on the host and handed
 * to a pod shows the host's IDs there.
 *
 * @param target - the process
 * @param opener - the user namespace of the process that opened the file
 * @param settings - the settings of the machine
 * @returns the IDs as the opener has them, the overflow IDs where it has none
 * @remarks proc_pid_status(5); `task_state` in `fs/proc/array.c`, `seq_user_ns`. The same holds for getresuid(2), where the
 * process itself is the reader.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, processStatus } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const target = createProcess({ userNamespace: pod, uid: 1000 });
 * processStatus(target, initialNamespace()).uids; // => [66536, 66536, 66536, 66536]
 * processStatus(target, pod).uids; // => [1000, 1000, 1000, 1000]
 * ```
 */
export function processStatus(
  target: Credentials,
  opener: UserNamespace,
  settings: KernelSettings = DEFAULT_SETTINGS,
): ProcessStatus {
  expectProcess("processStatus", "target", target);
  expectNamespace("processStatus", "opener", opener);
  expectSettings("processStatus", settings);
  const uid = (id: HostId): ContainerId => toContainerOrOverflow(opener.uidMap, id, settings.overflowUid);
  const gid = (id: HostId): ContainerId => toContainerOrOverflow(opener.gidMap, id, settings.overflowGid);
  const { ruid, euid, suid, fsuid, rgid, egid, sgid, fsgid, groups } = target;
  return {
    uids: [uid(ruid), uid(euid), uid(suid), uid(fsuid)],
    gids: [gid(rgid), gid(egid), gid(sgid), gid(fsgid)],
    groups: groups.map(gid),
  };
}
