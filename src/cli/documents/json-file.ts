import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { flawFailure } from "./flaw-failure.ts";
import { fileName, readText } from "./input.ts";
import { jsonOverLimit } from "./json-limits.ts";

/** Reads a file that holds one JSON value. */
export async function readJsonFile(io: Io, path: string, maxBytes?: number): Promise<unknown> {
  const text = await readText(io, path, maxBytes);
  const flaw = jsonOverLimit(text);
  if (flaw !== undefined) throw flawFailure(fileName(path), text, flaw);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${fileName(path)}: no JSON: ${(error as Error).message}`);
  }
}
