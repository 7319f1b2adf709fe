import { randomUUID } from "node:crypto";
import { lstat, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Failure } from "../base/failure.ts";
import { kindOf } from "../base/file-kind.ts";
import type { Text } from "../base/line.ts";
import { systemReason } from "../base/system-reason.ts";
import { Writer } from "../base/writer.ts";

/** A file that a command writes. */
export interface SavedFile {
  /** The option that names it, for messages. */
  readonly option: string;
  readonly path: string;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
}

/** Makes sure that a file may be written before the work for it is done. */
export async function expectPlace(file: SavedFile): Promise<void> {
  await modeOfOld(file);
}

/**
 * Writes a file: all of it, or none. What is replaced is a regular file, never what a symbolic link points to, and it is
 * there until the new one is complete.
 */
export async function saveFile(file: SavedFile, lines: Iterable<Text>): Promise<void> {
  const { path } = file;
  const mode = await modeOfOld(file);
  const text = textOf(lines);
  try {
    if (mode === undefined) return await create(path, 0o666, text);
    const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
    await create(beside, mode, text);
    await rename(beside, path).catch(async (error) => {
      await rm(beside, { force: true });
      throw error;
    });
  } catch (error) {
    const system = error as NodeJS.ErrnoException;
    // Somebody may have made it since it was looked for.
    throw system.code === "EEXIST" ? isThere(file) : new Failure(`${path}: ${systemReason(system)}`);
  }
}

/** The permissions of the file that is replaced; `undefined` where there is none. */
async function modeOfOld(file: SavedFile): Promise<number | undefined> {
  const old = await lstat(file.path).catch(() => undefined);
  if (old === undefined) return undefined;
  if (!old.isFile()) throw new Failure(`${file.option}: ${file.path} is ${kindOf(old)}, and is not replaced`);
  if (!file.force) throw isThere(file);
  return old.mode & 0o777;
}

/** Makes a file that is not there yet; when it cannot be written, it is not there either. */
async function create(path: string, mode: number, text: string): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    await handle.writeFile(text);
    // A disk may be full and say so only now.
    await handle.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

function textOf(lines: Iterable<Text>): string {
  let text = "";
  const write = async (piece: string): Promise<void> => {
    text += piece;
  };
  new Writer({ isTerminal: false, columns: undefined, write }, { colours: false, ascii: false }).write(lines);
  return text;
}

function isThere({ option, path }: SavedFile): Failure {
  return new Failure(`${option}: ${path} is there already; --force replaces it`);
}
