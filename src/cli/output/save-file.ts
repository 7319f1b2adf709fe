import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { type FileHandle, lstat, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
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
  await findOld(file);
}

/**
 * Writes a file: all of it, or none. What is replaced is a regular file, never what a symbolic link points to, and it is
 * there until the new one is complete, which has its permissions and, where the system allows it, its owner and group.
 */
export async function saveFile(file: SavedFile, lines: Iterable<Text>): Promise<void> {
  const { path } = file;
  const old = await findOld(file);
  const text = textOf(lines);
  try {
    if (old === undefined) return await create(path, text);
    // Not made of the name of the file, which may be as long as a name can be.
    const beside = join(dirname(path), `.${randomUUID()}`);
    await create(beside, text, old);
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

/** The file that is replaced; `undefined` where there is none. */
async function findOld(file: SavedFile): Promise<Stats | undefined> {
  const old = await lstat(file.path).catch(() => undefined);
  if (old === undefined) return undefined;
  if (!old.isFile()) throw new Failure(`${file.option}: ${file.path} is ${kindOf(old)}, and is not replaced`);
  if (!file.force) throw isThere(file);
  return old;
}

/**
 * Makes a file that is not there yet; when it cannot be written, it is not there either.
 * @param like - whose permissions and owner it gets
 */
async function create(path: string, text: string, like?: Stats): Promise<void> {
  const handle = await open(path, "wx", like === undefined ? 0o666 : permissionsOf(like));
  try {
    await handle.writeFile(text);
    if (like !== undefined) await liken(handle, like);
    // A disk may be full and say so only now.
    await handle.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** Only root gives a file to others, and not every filesystem has owners or permissions: then the picture is there all the same. */
async function liken(handle: FileHandle, like: Stats): Promise<void> {
  await handle.chown(like.uid, like.gid).catch(() => handle.chown(-1, like.gid).catch(() => undefined));
  // The umask has taken some of them away.
  await handle.chmod(permissionsOf(like)).catch(() => undefined);
}

function permissionsOf({ mode }: Stats): number {
  return mode & 0o777;
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
