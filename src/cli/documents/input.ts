import { isUtf8 } from "node:buffer";
import { Failure } from "../base/failure.ts";
import { OtherKind } from "../base/file-kind.ts";
import type { Io } from "../base/io.ts";
import { systemReason } from "../base/system-reason.ts";

/** The largest file that is read at all. */
export const MAX_FILE_BYTES = 268435456;

/**
 * Reads a text file, or standard input.
 * @param path - the file's path; `-` is standard input
 * @param advice - what to do about a larger one
 */
export async function readText(
  io: Io,
  path: string,
  maxBytes: number = MAX_FILE_BYTES,
  advice?: string,
): Promise<string> {
  const bytes = await readBytes(io, path, maxBytes, advice);
  const name = fileName(path);
  if (bytes.includes(0))
    throw new Failure(`${name}: expected UTF-8 text, found ${hasUtf16Mark(bytes) ? "UTF-16" : "binary data"}`);
  if (!isUtf8(bytes)) throw new Failure(`${name}:${badLine(bytes)}: expected UTF-8 text, found other bytes`);
  return new TextDecoder().decode(bytes);
}

/** Reads what need not be text throughout: names of processes and files can be any bytes. */
export async function readLooseText(io: Io, path: string, maxBytes: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(io, path, maxBytes));
}

/** Gives a file's name for messages. */
export function fileName(path: string): string {
  return path === "-" ? "standard input" : path;
}

/**
 * Says a number of bytes in mebibytes, or kibibytes where it is less than one.
 * @returns for example `8 MiB`
 */
export function mebibytes(bytes: number): string {
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} KiB` : `${Math.round(bytes / 1048576)} MiB`;
}

async function readBytes(io: Io, path: string, maxBytes: number, advice?: string): Promise<Buffer> {
  if (path === "-" && io.stdinIsTerminal)
    throw new Failure("nothing to read: standard input is a terminal; name a file, or pipe one in");
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of io.open(path)) {
      length += piece.length;
      // Stop here, not at the end: /dev/zero has none.
      if (length > maxBytes) break;
      pieces.push(piece);
    }
  } catch (error) {
    throw new Failure(`${fileName(path)}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
  if (length > maxBytes) {
    const more = advice === undefined ? "" : `; ${advice}`;
    throw new Failure(`${fileName(path)}: larger than the ${mebibytes(maxBytes)} that are read at most${more}`);
  }
  return Buffer.concat(pieces);
}

/** Says why the system did not read something. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  const { code, message } = error;
  if (error instanceof OtherKind) return message;
  return (code !== undefined && Object.hasOwn(REASONS, code) && REASONS[code]) || systemReason(error);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "is a directory; name the files in it",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EIO: "the system cannot read it: input/output error",
  ELOOP: "symbolic links that lead in a circle",
  ENAMETOOLONG: "no such file: the name is too long",
  ENOTDIR: "no such file: a part of the path is no directory",
  ENXIO: "a socket, or a device that is not there; not a file",
  ENODEV: "a device that is not there; not a file",
  ENOSPC: "no space is left",
  EBADF: "it was not opened to be read",
  // So Node says it of the end of a pipe that is there to be written.
  ENOTCONN: "it was not opened to be read",
  EROFS: "the filesystem is read-only",
  ERR_INVALID_ARG_VALUE: "not a path",
};

function hasUtf16Mark(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString("hex");
  return mark === "fffe" || mark === "feff";
}

/** The first line that is no UTF-8. No character reaches across a line break, so each line can be asked alone. */
function badLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
