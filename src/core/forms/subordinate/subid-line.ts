import { goTrimmed } from "../../go/go-text.ts";
import { cut, decimal, type Field, partedAt, splitAt, strtoul } from "../form/field-reader.ts";
import type { SubidReaderRow } from "./subid-readers.ts";

/** The fields of a line that is an entry as far as its fields go. */
export type SubidFields = readonly [owner: Field, start: Field, count: Field];

/** What a line is to a reader: `undefined` where it is blank or a comment. */
export function fieldsOfLine(line: Field, row: SubidReaderRow): SubidFields | "other" | undefined {
  const field = entryIn(line, row);
  if (field.text === "") return undefined;
  const parts = splitAt(field, ":");
  const [owner = field, start, third] = parts;
  const none = cut(field, field.text.length);
  if (row.fields === "any") return [owner, start ?? none, third ?? none];
  if (start === undefined || third === undefined) return "other";
  if (row.fields === "three" && parts.length > 3) return "other";
  return [owner, start, row.fields === "rest" ? cut(field, third.at - field.at) : third];
}

/** What is left of a line without its ends and its comment. */
export function entryIn(line: Field, { trims, comments }: SubidReaderRow): Field {
  if (trims === "carriage-return" && line.text.endsWith("\r"))
    return withoutComment(cut(line, 0, line.text.length - 1), comments);
  return withoutComment(trims === "space" ? cut(line, ...goTrimmed(line.text)) : line, comments);
}

function withoutComment(line: Field, comments: SubidReaderRow["comments"]): Field {
  if (comments === "line" && line.text.startsWith("#")) return cut(line, 0, 0);
  return (comments === "rest" && partedAt(line, "#")?.[0]) || line;
}

/** The number that a field is to a reader; NaN where it is none. It may be below 0 or above 4294967295. */
export function numberOfField(field: string, numbers: SubidReaderRow["numbers"]): number {
  switch (numbers) {
    case "strtoul-0":
      return strtoul(field);
    case "strtoul-10":
      return decimal(field.replace(/^[ \t\v\f\r]*\+?/, ""));
    case "signed":
      return field.startsWith("-") ? -decimal(field.slice(1)) : decimal(field.replace(/^\+/, ""));
    case "unsigned":
      return decimal(field);
  }
}
