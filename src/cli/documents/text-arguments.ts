import type { Io } from "../base/io.ts";
import { readText } from "./input.ts";

/**
 * Reads the lines of a text that is given as arguments.
 * @param texts - each a text itself, `@FILE`, or `-` for standard input
 * @param maxBytes - how many bytes a file may have
 * @returns the texts as they are, each beginning on a new line
 */
export async function readTextArguments(io: Io, texts: readonly string[], maxBytes: number): Promise<string> {
  const parts: string[] = [];
  for (const text of texts) {
    if (text === "-") parts.push(await readText(io, "-", maxBytes));
    else parts.push(text.startsWith("@") ? await readText(io, text.slice(1), maxBytes) : text);
  }
  const last = parts.length - 1;
  // A file ends its last line itself; a second end would be an empty line, which a map may not have.
  return parts.map((part, i) => (i === last || part.endsWith("\n") ? part : `${part}\n`)).join("");
}
