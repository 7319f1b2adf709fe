import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { printable } from "../base/printable.ts";
import { fileName, readText } from "./input.ts";

/**
 * Reads a file that holds one JSON value.
 *
 * @param io - where files come from
 * @param path - the file; `-` is standard input
 * @param maxBytes - how many bytes it may have
 * @returns the value
 * @throws Failure when the file cannot be read, or is no JSON. {@link Failure}
 */
export async function readJsonFile(io: Io, path: string, maxBytes?: number): Promise<unknown> {
  const text = await readText(io, path, maxBytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${fileName(path)}: no JSON: ${printable((error as Error).message)}`);
  }
}
