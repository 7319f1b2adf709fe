import type { Process } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { execScript } from "../../../../src/core/kernel/exec/exec-script.ts";
import { existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { type ExecInput, type ExecOutput, execOutputOf, programOf } from "./setid.ts";
import { type CredentialRow, type MountRows, processOf, type World } from "./world.ts";

/** How a program is run: by itself, by a script, watched by who it lets trace it or by the host's root, or with shared directories. */
export const EXEC_WAYS = ["alone", "script", "traced", "traced-by-root", "sharing"] as const;

/** What a case of programs asks: as of exec, and how; and the owner and mode of the script. */
export type ProgramsInput = readonly [
  credentials: number,
  mount: number,
  file: ExecInput[2],
  capability: ExecInput[3],
  how: (typeof EXEC_WAYS)[number],
  script: ExecInput[2] | null,
];

/** How many columns of a case are input. */
export const PROGRAMS_INPUTS = 6;

/** The rows that a case speaks of. */
interface Rows {
  readonly creds: readonly CredentialRow[];
  readonly mounts: MountRows;
}

/** Who traces where the host's root does: the one capability that matters, over the host. */
const ROOT: CredentialRow = [0, [0, 0, 0, 0], [0, 0, 0, 0], [], "80000", "80000", ""];

/** Decides a case. */
export function decidePrograms(
  world: World,
  rows: Rows,
  [one, mount, file, capability, how, script]: ProgramsInput,
): Decision<Process> {
  const process = processOf(world, rows.creds[one] as CredentialRow);
  const program = programOf(world, rows.mounts, mount, file, capability);
  switch (how) {
    case "alone":
      return execFile(process, program);
    case "script": {
      const [uid, gid, mode] = script ?? file;
      return execScript(process, existingFile({ uid, gid, mode, mount: program.mount }), program);
    }
    case "traced":
      return execFile({ ...process, tracer: process }, program);
    case "traced-by-root":
      return execFile({ ...process, tracer: processOf(world, ROOT) }, program);
    case "sharing":
      return execFile({ ...process, sharesDirectories: true }, program);
  }
}

/** Answers a case. */
export function answerPrograms(world: World, rows: Rows, input: ProgramsInput): ExecOutput {
  return execOutputOf(decidePrograms(world, rows, input));
}
