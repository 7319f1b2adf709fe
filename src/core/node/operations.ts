import { effectiveAccess } from "../kernel/access-file.ts";
import { accessProcess } from "../kernel/access-process.ts";
import { chmodFile } from "../kernel/chmod-file.ts";
import { chownFile } from "../kernel/chown-file.ts";
import { controlProcess } from "../kernel/control-process.ts";
import type { Decision } from "../kernel/decision.ts";
import { execFile } from "../kernel/exec-file.ts";
import type { File } from "../kernel/file.ts";
import { uidIn } from "../kernel/kernel-ids.ts";
import type { KernelSettings } from "../kernel/kernel-settings.ts";
import { openFile } from "../kernel/open-file.ts";
import type { Process } from "../kernel/process.ts";
import { sendSignal } from "../kernel/send-signal.ts";
import { setresuid } from "../kernel/set-user-id.ts";
import { setUserNamespace } from "../kernel/set-user-namespace.ts";
import { unlinkFile } from "../kernel/unlink-file.ts";
import type { Actor } from "./actor.ts";
import type { FoundFile } from "./view-file.ts";

/**
 * What is tried on a file.
 *
 * | | |
 * |---|---|
 * | `read`, `write` | open(2) |
 * | `execute` | execve(2) |
 * | `connect` | connect(2) to a socket |
 * | `chown` | chown(2) to the process's own user and group |
 * | `chmod` | chmod(2) to a mode that lets everybody read and write |
 * | `unlink` | unlink(2), where the directory is known and the file is not itself a mount |
 */
export type FileOperation = "read" | "write" | "execute" | "connect" | "chown" | "chmod" | "unlink";

/** What is tried on every process. */
export const PROCESS_OPERATIONS = ["signal", "signal-as", "trace", "environ", "root", "limits", "setns"] as const;

/**
 * What is tried on a process.
 *
 * | | |
 * |---|---|
 * | `signal` | kill(2) with SIGTERM |
 * | `signal-as` | the same, after setresuid(2) to the target's user where the own namespace has that ID |
 * | `trace` | ptrace(2) |
 * | `environ` | opening `/proc/PID/environ` |
 * | `root` | following the link `/proc/PID/root` |
 * | `limits` | prlimit(2) |
 * | `setns` | entering its user namespace |
 */
export type ProcessOperation = (typeof PROCESS_OPERATIONS)[number];

/** What is tried. */
export type Operation = FileOperation | ProcessOperation;

/**
 * Lists what is tried on a file.
 *
 * @param file - the file
 * @param directory - the directory that has its name; `undefined` where none is found
 * @returns the operations: a socket is connected to instead of opened and executed
 * @internal
 */
export function operationsOn({ type }: File, directory: File | undefined): readonly FileOperation[] {
  const uses: readonly FileOperation[] = type === "socket" ? ["connect"] : ["read", "write", "execute"];
  return [...uses, "chown", "chmod", ...(directory === undefined ? [] : (["unlink"] as const))];
}

/**
 * Asks the kernel whether something can be done to a file.
 *
 * @param actor - who tries
 * @param found - the file as it is found
 * @param operation - what is tried
 * @returns the decision
 * @internal
 */
export function tryOnFile(
  actor: Pick<Actor, "opener" | "uid" | "gid" | "kernel">,
  found: Pick<FoundFile, "file" | "directory">,
  operation: FileOperation,
): Decision<unknown> {
  const { opener, uid, gid, kernel } = actor;
  const { file, directory } = found;
  switch (operation) {
    case "read":
      return openFile(opener, file, "r");
    case "write":
      return openFile(opener, file, "w");
    case "execute":
      return execFile(opener, file, kernel);
    // unix(7): "Connecting to a stream socket object requires write permission on that socket."
    case "connect":
      return effectiveAccess(opener, file, "w");
    case "chown":
      return chownFile(opener, file, uid, gid);
    case "chmod":
      return chmodFile(opener, file, 0o666);
    case "unlink":
      // It is tried only where there is a directory.
      return unlinkFile(opener, directory as File, file);
  }
}

/**
 * Asks the kernel whether something can be done to a process.
 *
 * @param process - who tries
 * @param target - the other process
 * @param operation - what is tried
 * @param kernel - the settings of the kernel
 * @returns the decision
 * @internal
 */
export function tryOnProcess(
  process: Process,
  target: Process,
  operation: ProcessOperation,
  kernel: KernelSettings,
): Decision<unknown> {
  const options = { settings: kernel };
  switch (operation) {
    case "signal":
      return sendSignal(process, target, SIGTERM);
    case "signal-as":
      return sendSignal(asUserOf(process, target), target, SIGTERM);
    case "trace":
      return accessProcess(process, target, "attach", options);
    case "environ":
      return accessProcess(process, target, "open-environ", options);
    case "root":
      return accessProcess(process, target, "link", options);
    case "limits":
      return controlProcess(process, target, "limits");
    case "setns":
      return setUserNamespace(process, target.userNamespace);
  }
}

/** The process, as the target's user if it can become that one. */
function asUserOf(process: Process, target: Process): Process {
  const uid = uidIn(process.userNamespace, target.ruid);
  // 4294967295, for an ID that the namespace does not have, would leave everything as it is: setresuid(2).
  return setresuid(process, uid, uid, uid).value ?? process;
}

const SIGTERM = 15;
