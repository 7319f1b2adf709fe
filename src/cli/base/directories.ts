import {
  closeSync,
  constants,
  type Dir,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
  readlinkSync,
  readSync,
  statSync,
} from "node:fs";
import { goBytes } from "../../core/go/go-bytes.ts";
import { kindOf, OtherKind } from "./file-kind.ts";
import { nameOf } from "./names.ts";

/** Directories whose content nobody vouches for. */
export interface Directories {
  /**
   * Lists a directory.
   * @param path - its path, the only one that symbolic links are followed in
   * @param most - how many entries are listed at most
   * @returns the entries in no certain order, and one more than `most` where there are more; rejects with the system's error
   */
  readonly list: (path: string, most: number) => Promise<readonly DirectoryEntry[]>;
  /**
   * Reads a file two levels below a directory. Links are not followed, and what is no file is not opened.
   * @param below - the name of a directory in it, and the name of a file in that
   * @param maxBytes - how many bytes the file may have
   */
  readonly read: (path: string, below: readonly [string, string], maxBytes: number) => Promise<FoundFile>;
  /**
   * Reads where a symbolic link points to.
   * @returns its text; `undefined` where there is no link, or it may not be read
   */
  readonly link: (path: string) => Promise<string | undefined>;
}

export interface DirectoryEntry {
  /** Its name, as `nameOf` reads it. */
  readonly name: string;
  readonly kind: "directory" | "symbolic-link" | "other";
}

/** What stands under a name. */
export type FoundFile =
  | {
      readonly kind: "file";
      readonly bytes: Uint8Array;
    }
  | {
      /** Something that is not read: nothing at all, no file, or too much of one. */
      readonly kind: "absent" | "directory" | "symbolic-link" | "special" | "too-large";
    }
  | {
      /** A file that cannot be read. */
      readonly kind: "unreadable";
      /** The system's error. */
      readonly error: NodeJS.ErrnoException;
    };

/** Gives access to the directories of this machine. */
export function directoriesFrom(root: string): Directories {
  // One for all files: fresh memory for each costs more than reading it.
  const buffer = new Uint8Array(READ_AT_ONCE);
  return {
    list: async (path, most) => listDirectory(root + path, most),
    read: async (path, [directory, file], maxBytes) => {
      try {
        const outer = pathTo(root + path, directory);
        // A link in the place of the directory would lead out of it.
        return lstatSync(outer).isDirectory()
          ? readFound(pathTo(root + path, directory, file), maxBytes, buffer)
          : { kind: "absent" };
      } catch (caught) {
        const error = caught as NodeJS.ErrnoException;
        return error.code === "ENOENT" ? { kind: "absent" } : { kind: "unreadable", error };
      }
    },
    link: async (path) => {
      try {
        return readlinkSync(root + path);
      } catch {
        return undefined;
      }
    },
  };
}

/** A path in bytes: a name need not be UTF-8. */
function pathTo(path: string, ...names: readonly string[]): Buffer {
  return Buffer.concat([Buffer.from(path), ...names.flatMap((name) => [Buffer.from("/"), goBytes(name)])]);
}

function listDirectory(path: string, most: number): readonly DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  // Before it is opened, which says of everything else that it is no directory.
  const stats = statSync(path);
  if (!stats.isDirectory()) throw new OtherKind("ENOTDIR", kindOf(stats), "a directory");
  const directory = opendirInBytes(path);
  try {
    for (let entry = directory.readSync(); entry !== null && entries.length <= most; entry = directory.readSync())
      entries.push({
        name: nameOf(entry.name as unknown as Buffer),
        kind: entry.isDirectory() ? "directory" : entry.isSymbolicLink() ? "symbolic-link" : "other",
      });
  } finally {
    directory.closeSync();
  }
  return entries;
}

/** The names of its entries are bytes, which the types do not know: fs.opendir has had `encoding: "buffer"` all along. */
function opendirInBytes(path: string): Dir {
  return opendirSync(path, { encoding: "buffer" as BufferEncoding });
}

function readFound(path: Buffer, maxBytes: number, buffer: Uint8Array): FoundFile {
  const kind = lstatSync(path);
  if (kind.isSymbolicLink()) return { kind: "symbolic-link" };
  if (kind.isDirectory()) return { kind: "directory" };
  if (!kind.isFile()) return { kind: "special" };
  // Whoever puts a link or a pipe there in between gets an error, and no answer.
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    return fstatSync(file).size > maxBytes ? { kind: "too-large" } : readBytes(file, maxBytes, buffer);
  } finally {
    closeSync(file);
  }
}

/** The files below /proc say that they have no bytes, so the end is where reading gives none. */
function readBytes(file: number, maxBytes: number, buffer: Uint8Array): FoundFile {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const read = readSync(file, buffer);
    if (read === 0) return { kind: "file", bytes: Buffer.concat(pieces) };
    length += read;
    if (length > maxBytes) return { kind: "too-large" };
    pieces.push(buffer.slice(0, read));
  }
}

const READ_AT_ONCE = 4096;
