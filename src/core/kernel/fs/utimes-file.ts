import { expectOneOf } from "../../misuse/misuse.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { ownsOrCapable } from "../inode/inode-capability.ts";
import { MAY_WRITE } from "../inode/mode.ts";
import { inodePermission, mountForWriting, refused, searchPath } from "../inode/permission.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";
import { mayChange } from "./notify-change.ts";

/**
 * Decides whether a process may set the times of a file.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param times - `now` for the current time, as touch(1) does it; `given` for any other
 * @returns the decision. Now: EACCES for who is neither owner nor may write. Given: EPERM for who is not the owner. Both:
 * EOVERFLOW when the mount cannot express the owner or the group
 * @remarks utimensat(2), "Permissions requirements"; `vfs_utimes` in `fs/utimes.c`, `may_setattr` in `fs/attr.c`.
 * @example
 * ```ts
 * import { createProcess, existingFile, utimesFile } from "userns-sim/kernel";
 *
 * const user = createProcess({ uid: 1000 });
 * const shared = existingFile({ uid: 0, mode: 0o666 });
 * utimesFile(user, shared, "now").allowed; // => true
 * utimesFile(user, shared, "given").errno; // => "EPERM"
 * ```
 */
export function utimesFile(process: Credentials, file: Inode, times: "now" | "given"): Decision {
  expectProcess("utimesFile", "process", process);
  expectFile("utimesFile", "file", file);
  expectOneOf("utimesFile", "times", times, ["now", "given"]);
  const steps: Step[] = [];
  return concludePlain(steps, maySetTimes(steps, process, file, times));
}

/** Answers {@link utimesFile} with the errno alone, `undefined` when it may. */
export function utimesFileErrno(process: Credentials, file: Inode, times: "now" | "given"): Errno | undefined {
  expectProcess("utimesFile", "process", process);
  expectFile("utimesFile", "file", file);
  expectOneOf("utimesFile", "times", times, ["now", "given"]);
  return maySetTimes(undefined, process, file, times);
}

function maySetTimes(trace: Trace, process: Credentials, file: Inode, times: "now" | "given"): Errno | undefined {
  const errno = searchPath(trace, process, file.directory) ?? mountForWriting(trace, file);
  if (errno !== undefined) return errno;
  if (file.immutable) return refused(trace, "immutable-file", "EPERM");
  // utimensat(2): "To set both file timestamps to the current time …, one of the following must hold: the caller must have
  // write access to the file; the caller's effective user ID must match the owner of the file; or the caller must have
  // appropriate privileges." Here, and only here, permission comes before EOVERFLOW.
  if (times === "now" && !ownsOrCapable(trace, process, file)) {
    trace?.push(step(rules, "touch-writer", "passes", {}));
    const refusal = inodePermission(trace, process, file, MAY_WRITE);
    if (refusal !== undefined) return refusal;
  }
  const change = { owner: undefined, group: undefined, mode: undefined, times: times === "given" };
  return mayChange(trace, process, file, change) ?? mayCopyUp(trace, file);
}
