import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName, readText } from "./input.ts";

/** Reads a file that holds one JSON value. */
export async function readJsonFile(io: Io, path: string, maxBytes?: number): Promise<unknown> {
  const text = await readText(io, path, maxBytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${fileName(path)}: no JSON: ${(error as Error).message}`);
  }
}
