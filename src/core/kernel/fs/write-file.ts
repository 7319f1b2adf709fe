import { CAP_FSETID } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { capable } from "../credentials/has-capability.ts";
import type { Credentials } from "../credentials/process.ts";
import { type Allowed, type Step, step, type Trace } from "../decision/decision.ts";
import { withMode } from "../inode/change-mode.ts";
import { inUpperLayer } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { S_ISGID, S_ISUID } from "../inode/mode.ts";
import { droppedBits, showMode } from "../inode/set-id-bits.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";
import { permissionRules } from "../rules/permission-rules.ts";

/**
 * Writes to a file that the process has open for writing, and tells what that takes away from the file.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, open for writing: see `openFile`
 * @returns the decision, which always allows; its value is the file afterwards, without set-ID bits and capabilities
 * @remarks inode(7) and capabilities(7): a write clears the set-ID bits of a program. `file_remove_privs` in `fs/inode.c`
 * asks for CAP_FSETID over the host, so the root of a pod clears them on its own files.
 * @example
 * ```ts
 * import { createProcess, existingFile, writeFile } from "userns-sim/kernel";
 *
 * const program = existingFile({ uid: 1000, gid: 1000, mode: 0o4755 });
 * writeFile(createProcess({ uid: 1000, gid: 1000 }), program).value.mode; // => 0o755
 * ```
 */
export function writeFile(process: Credentials, file: Inode): Allowed<Inode> {
  expectProcess("writeFile", "process", process);
  expectFile("writeFile", "file", file);
  const steps: Step[] = [step(rules, "written-by-descriptor", "grants", {})];
  const value = written(steps, process, file);
  return { allowed: true, errno: undefined, value, decidedBy: "written-by-descriptor", decidedAt: 0, steps };
}

function written(trace: Trace, process: Credentials, file: Inode): Inode {
  // What is written to a device, a pipe or a socket does not touch the file that it is found by.
  if (file.type !== "regular") return file;
  const mode = modeInLayer(trace, file, modeAfterWrite(trace, process, file));
  if (file.capability !== undefined) trace?.push(step(rules, "file-capability-dropped", "changes", {}));
  const moved: Inode = { ...inUpperLayer(file), capability: undefined };
  return mode === file.mode ? moved : withMode(trace, moved, mode);
}

/** `backing_file_write_iter`: the file of the upper layer is written by who mounted the overlay. */
function modeInLayer(trace: Trace, file: Inode, mode: number): number {
  const { layer } = file;
  if (layer === undefined || (mode & (S_ISUID | S_ISGID)) === 0) return mode;
  trace?.push(step(permissionRules, "overlay-attributes", "passes", { mounter: layer.mounter.fsuid }));
  return modeAfterWrite(trace, layer.mounter, { ...file, mode });
}

function modeAfterWrite(trace: Trace, process: Credentials, file: Inode): number {
  const dropped = droppedBits(trace, process, file);
  if (dropped === 0) return file.mode;
  if (capable(trace, process, CAP_FSETID)) {
    trace?.push(step(rules, "set-id-bits-dropped", "skips", {}));
    return file.mode;
  }
  const mode = file.mode & ~dropped;
  trace?.push(step(rules, "set-id-bits-dropped", "changes", { before: showMode(file.mode), after: showMode(mode) }));
  return mode;
}
