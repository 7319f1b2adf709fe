import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { withMode } from "../inode/change-mode.ts";
import { inUpperLayer, mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { groupOf } from "../inode/file-owner.ts";
import { checkMode } from "../inode/mode.ts";
import { mountForWriting, refused, searchPath } from "../inode/permission.ts";
import { withoutForeignGroupBit, withoutMountersGroupBit } from "../inode/set-id-bits.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";
import { mayChange } from "./notify-change.ts";

/**
 * Decides whether a process may change the mode of a file.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param mode - the new mode, 0 to 0o7777: in octal, 0o600
 * @returns the decision; its value is the file afterwards, perhaps without the set-group-ID bit that was asked for; an access
 * control list follows the mode.
 * EOVERFLOW: the mount cannot express the owner or the group. EPERM: not the owner. EOPNOTSUPP: a symbolic
 * link that is not followed
 * @throws TypeError when the mode is not an integer, RangeError when it lies outside 0 to 07777.
 * @remarks chmod(2); `chmod_common` in `fs/open.c`, `setattr_prepare` in `fs/attr.c`.
 * @example
 * ```ts
 * import { chmodFile, createProcess, existingFile } from "userns-sim/kernel";
 *
 * const user = createProcess({ uid: 1000, gid: 1000 });
 * chmodFile(user, existingFile({ uid: 1000, gid: 27, mode: 0o644 }), 0o2755).value?.mode; // => 0o755
 * chmodFile(user, existingFile({ uid: 0, mode: 0o644 }), 0o666).errno; // => "EPERM"
 * ```
 */
export function chmodFile(process: Credentials, file: Inode, mode: number): Decision<Inode> {
  expectProcess("chmodFile", "process", process);
  expectFile("chmodFile", "file", file);
  checkMode("chmodFile", mode);
  const steps: Step[] = [];
  return conclude(steps, mayChmod(steps, process, file, mode), () => {
    // Who lost the right to the group's bit loses the bit, not the call.
    const left = withoutForeignGroupBit(steps, process, file, groupOf(file), mode);
    return withMode(steps, inUpperLayer(file), withoutMountersGroupBit(steps, file, file, left));
  });
}

/** Answers {@link chmodFile} with the errno alone, `undefined` when it may. */
export function chmodFileErrno(process: Credentials, file: Inode, mode: number): Errno | undefined {
  expectProcess("chmodFile", "process", process);
  expectFile("chmodFile", "file", file);
  checkMode("chmodFile", mode);
  return mayChmod(undefined, process, file, mode);
}

function mayChmod(trace: Trace, process: Credentials, file: Inode, mode: number): Errno | undefined {
  const errno = searchPath(trace, process, file.directory) ?? mountForWriting(trace, file);
  if (errno !== undefined) return errno;
  if (file.immutable) return refused(trace, "immutable-file", "EPERM");
  if (file.type === "symlink") {
    trace?.push(step(rules, "mode-of-link", "refuses", {}));
    return "EOPNOTSUPP";
  }
  const change = { owner: undefined, group: undefined, mode, times: false };
  return mayChange(trace, process, file, change) ?? mayCopyUp(trace, file);
}
