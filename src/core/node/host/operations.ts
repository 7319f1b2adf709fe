import type { Inode } from "../../kernel/inode/file.ts";

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
export const FILE_OPERATIONS = ["read", "write", "execute", "connect", "chown", "chmod", "unlink"] as const;

/** What is tried on a file. */
export type FileOperation = (typeof FILE_OPERATIONS)[number];

/**
 * What is tried on every process.
 *
 * | | |
 * |---|---|
 * | `signal` | kill(2) with SIGTERM |
 * | `signal-as` | the same, after setresuid(2) to the target's user where the own namespace has that ID |
 * | `trace` | ptrace(2) |
 * | `environ` | opening `/proc/PID/environ` |
 * | `root` | following the link `/proc/PID/root` |
 * | `limits` | prlimit(2) |
 * | `setns` | entering its user namespace, by the link `/proc/PID/ns/user` |
 */
export const PROCESS_OPERATIONS = ["signal", "signal-as", "trace", "environ", "root", "limits", "setns"] as const;

/** What is tried on a process. */
export type ProcessOperation = (typeof PROCESS_OPERATIONS)[number];

/** What is tried. */
export type Operation = FileOperation | ProcessOperation;

/** What is tried on a file: a socket is connected to instead of opened and executed. */
export function operationsOn({ type }: Inode, directory: Inode | undefined): readonly FileOperation[] {
  const uses: readonly FileOperation[] = type === "socket" ? ["connect"] : ["read", "write", "execute"];
  return [...uses, "chown", "chmod", ...(directory === undefined ? [] : (["unlink"] as const))];
}
