import { decimal } from "../base/numbers.ts";

/** Lines of `container:host:size` as uid_map text; `undefined` where a line is anything else, or there is none. */
export function triplesAsLines(text: string): string | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const triples = lines.map((line) => tripleOf(line.trim()));
  return triples.length > 0 && triples.every((triple) => triple !== undefined)
    ? triples.map((triple) => `${triple.join(" ")}\n`).join("")
    : undefined;
}

/** The three numbers of `container:host:size`, in digits; `undefined` where it is anything else. */
function tripleOf(text: string): readonly string[] | undefined {
  const fields = text.split(":");
  return fields.length === 3 && fields.every((field) => decimal(field) !== undefined) ? fields : undefined;
}
