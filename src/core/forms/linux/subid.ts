import { checkUint32, isUint32 } from "../../id/uint32.ts";
import { expectArray, expectObject, expectText } from "../../misuse/misuse.ts";
import { type Err, err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { shown } from "../../text/shown.ts";
import type { Field } from "../form/field-reader.ts";
import {
  type FormError,
  type FormExpected,
  type FormFault,
  type FormReadError,
  type FormWriteError,
  notText,
} from "../form/form-error.ts";
import { alike, type FormMaps } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import { fieldsOfLine, numberOfField } from "../subordinate/subid-line.ts";
import { mapAsReader } from "../subordinate/subid-map.ts";
import { SUBID_READERS } from "../subordinate/subid-readers.ts";
import type { SubordinateIds, SubordinateIdsRead } from "../subordinate/subordinate-ids.ts";
import { entryOfMap, mapOfEntries } from "../subordinate/subordinate-map.ts";

export type { SubordinateIds, SubordinateIdsRead };

/**
 * Reads `/etc/subuid` or `/etc/subgid`.
 *
 * @param text - the text of the file: lines `owner:start:count`
 * @returns the entries, and the lines that shadow would silently ignore
 * @remarks As shadow reads them (`subordinate_parse`; getsubids 4.13 was run on each of these): numbers may be octal
 * (`010` is 8) or hexadecimal (`0x10`), as strtoul with base 0 has them, with space or a plus sign before but nothing
 * behind, so every line of a file with \r\n is malformed. Lines that begin with + or - belong to the name service. There
 * are no comments: a line `#kubelet:65536:65536` is an entry, of the owner `#kubelet`, and keeps others out of its IDs;
 * any other line with # is malformed, which serves as well. Two deviations: a fourth field is refused, as newer releases
 * do, and so are numbers above 4294967295, which are no IDs.
 * @example
 * ```ts
 * import { parseSubid } from "userns-sim";
 *
 * const { entries, problems } = parseSubid("# pods\nkubelet:65536:7208960\nalice:100000\n");
 * entries; // => [{ owner: "kubelet", start: 65536, count: 7208960 }]
 * problems.map((problem) => `${problem.line}: ${problem.code}`); // => ["3: field-count"]
 * ```
 */
export function parseSubid(text: string | Uint8Array): SubordinateIdsRead {
  return readLines("subid", text, readEntry);
}

/**
 * Writes entries as `/etc/subuid` and `/etc/subgid` have them.
 *
 * @param entries - one a line, in this order
 * @returns a line `owner:start:count` for each
 * @throws TypeError when a number is not an integer, or when an owner would not be read back: empty, with a colon or a
 * newline in it, or beginning with + or -. {@link TypeError}
 * @throws RangeError when a number lies outside 0 to 4294967295.
 * @example
 * ```ts
 * import { formatSubid } from "userns-sim";
 *
 * formatSubid([{ owner: "kubelet", start: 65536, count: 7208960 }]); // => "kubelet:65536:7208960\n"
 * ```
 */
export function formatSubid(entries: readonly SubordinateIds[]): string {
  expectArray("formatSubid", "entries", entries, "an array of entries { owner, start, count }");
  return entries
    .map((entry) => {
      expectObject("formatSubid", "each entry", entry, "an object { owner, start, count }");
      const { owner, start, count } = entry;
      expectText("formatSubid", "each owner", owner);
      if (!/^[^+\-:\n][^:\n]*$/.test(owner))
        throw new TypeError(
          `formatSubid: expected an owner that can be read back, got ${JSON.stringify(shown(owner))}`,
        );
      checkUint32("formatSubid", "each start", start);
      return `${owner}:${start}:${checkUint32("formatSubid", "each count", count)}\n`;
    })
    .join("");
}

/**
 * The map of the entries of an owner, or of all where there is one owner, as a reader makes it of them.
 *
 * - Where: `/etc/subuid`.
 * - One mapping: `kubelet:65536:7208960`.
 * - First number: host (there is no container ID).
 * - Third number: count.
 */
export function readSubidMaps(text: string | Uint8Array, options: FormOptions = {}): Result<FormMaps, FormReadError> {
  const { reader = "shadow" } = options;
  return alike(
    reader === "shadow" ? mapOfEntries("subid", parseSubid(text), options) : mapAsReader(reader, text, options),
  );
}

/** The one entry that a map can be of. */
export function writeSubidMaps(maps: FormMaps, { owner }: FormOptions = {}): Result<string, FormWriteError> {
  const entry = entryOfMap("subid", maps, owner);
  return entry.ok ? ok(formatSubid([entry.value])) : entry;
}

/**
 * `readEntry` is given lines that are neither blank nor a comment, unless they read as an entry; it may give what says why
 * a line is none, which is asked for the first hundred.
 */
export function readLines(
  form: "subid" | "getsubids",
  text: unknown,
  readEntry: (line: string, number: number) => Result<SubordinateIds, () => FormError>,
): SubordinateIdsRead {
  const given = textOf(text);
  if (given === undefined) return { entries: [], problems: [notText(form, text)], malformed: 1 };
  const entries: SubordinateIds[] = [];
  const problems: FormError[] = [];
  let malformed = 0;
  for (const [index, line] of given.split("\n").entries()) {
    if (!/\S/.test(line)) continue;
    const read = readEntry(line, index + 1);
    if (read.ok) entries.push(read.value);
    else if (!/^\s*#/.test(line)) {
      malformed++;
      if (malformed <= MAX_PROBLEMS) problems.push(read.error());
    }
  }
  return { entries, problems, malformed };
}

/** So many errors are worth reading; a file of another kind has one a line, and they would fill the memory. */
const MAX_PROBLEMS = 100;

function readEntry(line: string, lineNumber: number): Result<SubordinateIds, () => FormError> {
  const fault = <Code extends string>(
    code: Code,
    { text, at }: Field,
    expected: FormExpected,
  ): Err<() => FormFault<Code>> =>
    err(() => ({ code, form: "subid", line: lineNumber, column: at + 1, found: shown(text), expected }));
  const fields = fieldsOfLine({ text: line, at: 0 }, SUBID_READERS.shadow);
  if (fields === undefined || fields === "other")
    return fault("field-count", { text: line, at: 0 }, "owner:start:count");
  const [owner, ...numbers] = fields;
  if (!/^[^+-]/.test(owner.text)) return fault("bad-owner", owner, "owner");
  const values: number[] = [];
  for (const field of numbers) {
    const value = numberOfField(field.text, SUBID_READERS.shadow.numbers);
    if (Number.isNaN(value)) return fault("not-a-number", field, "number");
    if (!isUint32(value)) return fault("number-too-large", field, "uint32");
    values.push(value);
  }
  const [start, count] = values as [number, number];
  return ok({ owner: owner.text, start, count });
}
