import { accessSync, constants, readlinkSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program is, among the folders of `PATH` and those for the administrator's programs. */
export function findTool(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Why live tests that need these programs cannot run here; `undefined` when they can. */
export function obstacle(...names: readonly string[]): string | undefined {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  if (process.getuid?.() !== 0) return "not root";
  if (readlinkSync("/proc/self/ns/user") !== INITIAL_NAMESPACE) return "not in the host's user namespace";
  const missing = names.filter((name) => findTool(name) === undefined);
  return missing.length === 0 ? undefined : `not installed: ${missing.join(", ")}`;
}

/** Says on a line of its own that a test is left out: nobody is to take the silence for a yes. */
export function warnSkipped(what: string, reason: string): void {
  console.warn(`SKIPPED ${what}: ${reason}`);
}

/** `PROC_USER_INIT_INO` of the kernel: the number of the first user namespace. */
const INITIAL_NAMESPACE = "user:[4026531837]";

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
