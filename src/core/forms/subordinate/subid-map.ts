import { isUint32 } from "../../id/uint32.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { type Faults, type Field, faultsIn, linesIn } from "../form/field-reader.ts";
import { type FormFault, type FormReadError, notText } from "../form/form-error.ts";
import type { FormOptions } from "../form/form-row.ts";
import type { SubidReader } from "../form/subid-reader.ts";
import { entriesOfOwner } from "./owner.ts";
import { entryIn, fieldsOfLine, numberOfField, type SubidFields } from "./subid-line.ts";
import { SUBID_READERS, type SubidReaderRow } from "./subid-readers.ts";
import type { SubordinateIds } from "./subordinate-ids.ts";
import { mapInOrder } from "./subordinate-map.ts";

/** The map that a reader other than shadow makes of the lines of an owner. */
export function mapAsReader(
  reader: SubidReader,
  text: string | Uint8Array,
  options: FormOptions,
): Result<IdMap, FormReadError> {
  const row = SUBID_READERS[reader];
  const { rootless } = options;
  if (rootless !== undefined && row.rootless === "none") return err({ code: "not-rootless", form: "subid", reader });
  const entries = entriesAsReader(reader, text, options);
  return entries.ok ? mapInOrder(entries.value, row, rootless) : entries;
}

/** The entries that a reader other than shadow finds for an owner, one at least. */
export function entriesAsReader(
  reader: SubidReader,
  given: string | Uint8Array,
  options: FormOptions,
): Result<readonly [SubordinateIds, ...SubordinateIds[]], FormReadError> {
  const row = SUBID_READERS[reader];
  const { owner, rootless, kind = "uid" } = options;
  const file = kind === "uid" ? "/etc/subuid" : "/etc/subgid";
  const text = textOf(given);
  if (text === undefined) return err(notText("subid", given));
  const reading: Reading = { row, file, faults: faultsIn("subid", text) };
  const lines = linesOf(text, reading);
  if (!lines.ok) return lines;
  const named = owner !== undefined || rootless !== undefined;
  const whole = named ? lines.value : lines.value.filter(isWhole);
  const sound = row.otherNumbers === "skipped" ? whole.filter((line) => hasNumbers(line, row)) : whole;
  const own = entriesOfOwner("subid", sound, row, options);
  if (!own.ok) return own;
  const entries: SubordinateIds[] = [];
  for (const line of own.value) {
    const entry = entryOf(line, reading);
    if (!entry.ok) return entry;
    if (entry.value.count >= row.leastIds) entries.push(entry.value);
    if (row.order === "first" && entries.length > 0) break;
  }
  const [first, ...more] = entries;
  if (first !== undefined) return ok([first, ...more]);
  if (own.value.length > 0)
    return err({
      code: "too-few-ids",
      form: "subid",
      least: row.leastIds,
      ...(row.says.tooFew !== undefined && { text: row.says.tooFew }),
    });
  const says = row.says.nobody?.(file, owner ?? String(rootless ?? ""));
  return err({ code: "no-entry", form: "subid", owner, ...(says !== undefined && { text: says }) });
}

interface Reading {
  readonly row: SubidReaderRow;
  /** The path of the file, for what the program says. */
  readonly file: string;
  readonly faults: Faults;
}

interface Line {
  readonly owner: string;
  readonly fields: SubidFields;
}

/** The lines that are entries as far as their fields go, up to the first that spoils the file. */
function linesOf(text: string, { row, file, faults }: Reading): Result<readonly Line[], FormFault<"field-count">> {
  const lines: Line[] = [];
  for (const line of linesIn({ text, at: 0 })) {
    const fields = fieldsOfLine(line, row);
    if (fields === "other" && row.otherLines === "refused")
      return faults.at("field-count", line, "owner:start:count", row.says.line?.(file, entryIn(line, row).text));
    if (fields !== undefined && fields !== "other") lines.push({ owner: fields[0].text, fields });
  }
  return ok(lines);
}

/** To a reader who takes any line, comments are the entries of an owner of their own, who matters where nobody is named. */
function isWhole({ fields }: Line): boolean {
  return fields.every(({ text }) => text !== "");
}

/** Whether a reader takes a line who passes over one with other numbers. */
function hasNumbers({ fields: [, start, count] }: Line, { numbers }: SubidReaderRow): boolean {
  return [start, count].every(({ text }) => isUint32(numberOfField(text, numbers)));
}

function entryOf(
  { owner, fields: [, ...fields] }: Line,
  { row, file, faults }: Reading,
): Result<SubordinateIds, FormFault<"not-a-number" | "number-too-large">> {
  const values: number[] = [];
  for (const field of fields) {
    const read = numberOfField(field.text, row.numbers);
    const value = Number.isNaN(read) && row.otherNumbers === "zero" ? 0 : read;
    if (isUint32(value)) values.push(value);
    else return noNumber(field, value, row.says.number?.(file, field.text), faults);
  }
  const [start, count] = values as [number, number];
  return ok({ owner, start, count });
}

function noNumber(
  field: Field,
  value: number,
  says: string | undefined,
  faults: Faults,
): Result<never, FormFault<"not-a-number" | "number-too-large">> {
  return Number.isNaN(value)
    ? faults.at("not-a-number", field, "decimal-number", says)
    : faults.at("number-too-large", field, "uint32");
}
