import { statSync } from "node:fs";
import { Failure } from "../base/failure.ts";
import { kindOf } from "../base/file-kind.ts";
import { fileName, reasonOf } from "../documents/input.ts";

/** Whether a word names a module. */
export function isModuleName(name: string): boolean {
  return /\.[cm]?js$/.test(name);
}

/** A pipe or a device would be read without an end. */
export function expectModuleFile(path: string): void {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return;
    throw new Failure(`${fileName(path)}: ${kindOf(stats)}, not a file`);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${fileName(path)}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}
