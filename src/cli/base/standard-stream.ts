import { createReadStream, fstatSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { kindOf } from "./file-kind.ts";

/**
 * A stream of the process, as it can be used: as Node has it, or by the calls of files. Of what is neither, Node makes a
 * stream that reads as empty and drops what it is given.
 */
export type StandardStream<Stream> =
  | { readonly kind: "stream"; readonly stream: Stream }
  | { readonly kind: "file" }
  | { readonly kind: "none"; readonly error: NodeJS.ErrnoException };

/**
 * Looks where a stream of the process leads to.
 * @param get - gives it as Node has it, or throws the system's error
 */
export function standardStream<Stream extends object>(fd: number, get: () => Stream): StandardStream<Stream> {
  let stream: Stream;
  try {
    stream = get();
  } catch (error) {
    return { kind: "none", error: error as NodeJS.ErrnoException };
  }
  // Other runtimes make other streams of pipes, and tell less of descriptors.
  if (OTHER_RUNTIMES.some((name) => name in process.versions)) return { kind: "stream", stream };
  const stats = fstatSync(fd);
  if (stream instanceof Socket)
    return stats.isSocket() && isUnconnected(stream, fd)
      ? { kind: "none", error: unfit("EINVAL", "a socket without a connection") }
      : { kind: "stream", stream };
  if (stats.isFile() || stats.isCharacterDevice() || stats.isBlockDevice()) return { kind: "file" };
  return { kind: "none", error: unfit(stats.isDirectory() ? "EISDIR" : "EINVAL", kindOf(stats)) };
}

const OTHER_RUNTIMES = ["bun", "deno"];

/** The bytes of standard input. */
export function standardInput(fd: number, get: () => NodeJS.ReadStream): AsyncIterable<Uint8Array> {
  const found = standardStream(fd, get);
  switch (found.kind) {
    case "stream":
      return found.stream;
    case "file":
      return createReadStream("", { fd, autoClose: false });
    default:
      return failing(found.error);
  }
}

/** What the system says of writing there, before anything is written; `undefined` where it would write. */
export function writingFault(fd: number): NodeJS.ErrnoException | undefined {
  try {
    writeSync(fd, new Uint8Array(0));
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

/** Of a socket of TCP without a connection, Linux says what it says of one that was closed, so its other end is asked for. */
function isUnconnected(stream: Socket, fd: number): boolean {
  const isTcp = "port" in stream.address();
  return isTcp ? stream.remoteAddress === undefined : writingFault(fd)?.code === "ENOTCONN";
}

function unfit(code: string, found: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${found}, not a file, a pipe, a terminal or a connection`), { code });
}

// biome-ignore lint/correctness/useYield: there is nothing to give.
async function* failing(error: Error): AsyncGenerator<Uint8Array, void, undefined> {
  throw error;
}
