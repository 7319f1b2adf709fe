import { writeSync } from "node:fs";
import { standardStream, writingFault } from "./standard-stream.ts";
import type { Output } from "./writer.ts";

/**
 * A stream of the process, which may lead to a terminal, a pipe or a file.
 * @param get - gives it as Node has it, or throws the system's error
 */
export function outputOf(fd: number, get: () => NodeJS.WriteStream): Output {
  const found = standardStream(fd, get);
  const nowhere = { isTerminal: false, columns: undefined };
  switch (found.kind) {
    case "none":
      return { ...nowhere, write: () => Promise.reject(found.error) };
    case "file":
      return { ...nowhere, write: async (text) => writeAll(fd, Buffer.from(text)) };
    default:
      return outputOfStream(fd, found.stream);
  }
}

function outputOfStream(fd: number, stream: NodeJS.WriteStream): Output {
  // The write that failed tells it.
  stream.on("error", () => undefined);
  const write = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(whyUnwritten(fd, error)) : resolve()));
    });
  return { isTerminal: stream.isTTY, columns: stream.columns, write };
}

/** Of the end of a pipe that is there to be read, Node says what it says of a pipe that nobody reads; the system does not. */
function whyUnwritten(fd: number, error: NodeJS.ErrnoException): NodeJS.ErrnoException {
  return error.code === "EPIPE" ? (writingFault(fd) ?? error) : error;
}

/**
 * On a disk that fills up, the system writes what still fits, and says so by the number of bytes: the error comes with the
 * next write. The streams that Node gives files do not look at that number.
 */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
