import { expectProcess } from "../credentials/expect-process.ts";
import type { Process } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { execRules as rules } from "../rules/exec-rules.ts";
import { execute, mayExecute, newMemory } from "./exec-file.ts";
import type { ExecCredentials } from "./exec-set-id.ts";

/**
 * Decides whether a process may execute a script, and who it is afterwards: it runs its interpreter.
 *
 * The set-ID bits and the capabilities of the script mean nothing, those of the interpreter count.
 *
 * @param process - who asks, with its credentials
 * @param script - the script, whose first line begins with `#!`, with the directories on the path to it if it has any
 * @param interpreter - the program that this line names, likewise
 * @param settings - the settings of the machine: the release of the kernel
 * @returns the decision, as for `execFile`; both files must be executable. Whether the interpreter can read the script is
 * its own affair
 * @remarks execve(2), "Interpreter scripts": "Linux … ignores the set-user-ID and set-group-ID bits on scripts".
 * `load_script` in `fs/binfmt_script.c`, `bprm_creds_from_file` in `fs/exec.c`.
 * @example
 * ```ts
 * import { createProcess, existingFile, execScript } from "userns-sim/kernel";
 *
 * const user = createProcess({ uid: 1000, gid: 1000 });
 * const shell = existingFile({ mode: 0o755 });
 * execScript(user, existingFile({ uid: 0, mode: 0o4755 }), shell).value?.euid; // => 1000
 * execScript(user, existingFile({ uid: 0, mode: 0o644 }), shell).errno; // => "EACCES"
 * ```
 */
export function execScript(
  process: Process,
  script: Inode,
  interpreter: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Decision<Process> {
  expectArguments(process, script, interpreter, settings);
  const steps: Step[] = [];
  const next = run(steps, process, script, interpreter, settings);
  const errno = typeof next === "string" ? next : undefined;
  return conclude(steps, errno, () => newMemory(steps, process, interpreter, next as ExecCredentials));
}

/** Answers {@link execScript} with the errno alone, `undefined` when it may. */
export function execScriptErrno(
  process: Process,
  script: Inode,
  interpreter: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Errno | undefined {
  expectArguments(process, script, interpreter, settings);
  const next = run(undefined, process, script, interpreter, settings);
  return typeof next === "string" ? next : undefined;
}

function run(
  trace: Trace,
  process: Process,
  script: Inode,
  interpreter: Inode,
  settings: KernelSettings,
): ExecCredentials | Errno {
  const errno = mayExecute(trace, process, script);
  if (errno !== undefined) return errno;
  trace?.push(step(rules, "script-interpreter", "passes", {}));
  return execute(trace, process, interpreter, settings);
}

function expectArguments(process: Process, script: Inode, interpreter: Inode, settings: KernelSettings): void {
  expectProcess("execScript", "process", process);
  expectFile("execScript", "script", script);
  expectFile("execScript", "interpreter", interpreter);
  expectSettings("execScript", settings);
}
