import { fstatSync, writeSync } from "node:fs";
import type { Output } from "./writer.ts";

/** A stream of the process, which may lead to a terminal, a pipe or a file. */
export function outputOf(stream: NodeJS.WriteStream & { readonly fd: number }): Output {
  // The write that failed tells it.
  stream.on("error", () => undefined);
  const toStream = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  const toFile = async (text: string): Promise<void> => writeAll(stream.fd, Buffer.from(text));
  return {
    isTerminal: stream.isTTY,
    columns: stream.columns,
    write: fstatSync(stream.fd).isFile() ? toFile : toStream,
  };
}

/**
 * On a disk that fills up, the system writes what still fits, and says so by the number of bytes: the error comes with the
 * next write. The streams that Node gives files do not look at that number.
 */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
