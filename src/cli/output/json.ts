import { withoutUnprintable } from "../../core/text/printable.ts";
import { Failure } from "../base/failure.ts";

/** The name of the form of a command's documents. */
export function schemaOf(command: string, version: number): string {
  return `userns-sim/${command}/${version}`;
}

/** A document as lines of JSON. What cannot be printed, or with `ascii` is not ASCII, stands there as JSON escapes it. */
export function* jsonLines(document: object, { ascii }: { readonly ascii: boolean }): Generator<string> {
  const text = textOf(document).replace(/[^ -~\n]+/g, (letters) =>
    ascii ? letters.replace(/[\s\S]/g, escaped) : withoutUnprintable(letters, escaped),
  );
  // JSON itself escapes every line break of a text, so that each that is left ends a line.
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end === -1 ? text.length : end);
    yield line;
    start += line.length + 1;
  }
}

function textOf(document: object): string {
  try {
    return JSON.stringify(document, undefined, 2);
  } catch (error) {
    // V8 has no text of more than some 500 million characters.
    if (error instanceof RangeError)
      throw new Failure("the JSON document is longer than a text can be: ask for less at a time, or without --json");
    throw error;
  }
}

/** JSON has escapes of four digits only; what lies beyond them is a pair. */
function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
