import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { showThrown } from "../../core/foreign.ts";
import { Failure } from "../base/failure.ts";
import { kindOf } from "../base/file-kind.ts";
import type { Io } from "../base/io.ts";
import { fileName, reasonOf } from "../documents/input.ts";

/** Whether a word names a module. */
export function isModuleName(name: string): boolean {
  return /\.[cm]?js$/.test(name);
}

/** Loads a module of a user: what it exports. */
export async function loadModule(io: Io, path: string): Promise<Readonly<Record<string, unknown>>> {
  expectModuleFile(path);
  try {
    return await io.adopt(fileName(path), import(pathToFileURL(resolve(path)).href));
  } catch (thrown) {
    const failed = blamed(path, "it cannot be loaded: ", thrown);
    if (!failed.message.includes("Cannot find package 'userns-sim'")) throw failed;
    throw new Failure(failed.message, ["It imports userns-sim: install that beside it, with npm install userns-sim."]);
  }
}

/** Makes a failure of what code of a module threw; what is one already says enough. */
export function blamed(path: string, before: string, thrown: unknown): Failure {
  return isFailure(thrown) ? thrown : moduleFailure(path, `${before}${showThrown(thrown)}`);
}

/** Runs code of a module; whatever it throws is told as its fault. */
export function told<T>(path: string, before: string, run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    throw blamed(path, before, thrown);
  }
}

export function moduleFailure(path: string, text: string): Failure {
  return new Failure(`${fileName(path)}: ${text}`);
}

/** A proxy that was revoked throws when it is asked what it is. */
export function isFailure(thrown: unknown): thrown is Failure {
  try {
    return thrown instanceof Failure;
  } catch {
    return false;
  }
}

/** A pipe or a device would be read without an end. */
function expectModuleFile(path: string): void {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return;
    throw moduleFailure(path, `${kindOf(stats)}, not a file`);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw moduleFailure(path, reasonOf(error as NodeJS.ErrnoException));
  }
}
