import {
  explain,
  FORM_NAMES,
  type FormMaps,
  type FormName,
  type FormOptions,
  type IdMapping,
  type ReadMapError,
  type Result,
  readMap,
  recognizeMap,
} from "../../../../src/index.ts";
import { difference, isPlainObject } from "../../difference.ts";
import { asArray, asFields, asText, type Fields, field, MalformedRow, onlyFields } from "../../fields.ts";
import { guarded, verdict } from "../../guarded.ts";
import { failed, passed, type RowOutcome } from "../../outcome.ts";
import { asArrayOf, asBoolean, asTrue, type Read, readShape, type Shape } from "../../shape.ts";
import { asMaps, asTriples } from "./form-maps.ts";

/** Runs the rows of `userns-forms/cases/1`: a text of a form, what the form is told, and the map that upstream makes of it. */
export function* checkFormCases(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set(["schema", "what", "cases"]), "document");
  const seen = new Set<string>();
  for (const [index, row] of asArray(field(document, "cases", "document"), "cases").entries()) {
    const name = isPlainObject(row) && typeof row["name"] === "string" ? row["name"] : `cases[${index}]`;
    if (seen.has(name)) yield failed(name, "name", "a name that no other row has", name);
    else yield guarded(name, () => judge(readFormRow(row)));
    seen.add(name);
  }
}

/** A row: a text of a form, what the form is told, and what is made of it. */
export interface FormRow {
  readonly name: string;
  readonly form?: FormName;
  readonly options?: FormOptions;
  readonly text: string;
  readonly kind?: "uid" | "gid";
  readonly since?: string;
  readonly until?: string;
  readonly expect: Expectation;
}

/** What is expected of a row: exactly one of these. */
export interface Expectation {
  readonly mappings?: readonly (readonly number[])[];
  readonly none?: true;
  readonly refused?: true | string;
  readonly undecided?: readonly string[];
}

const OPTIONS: Shape = {
  optional: {
    base: asMaps,
    outer: asMaps,
    owner: asText,
    rootless: asId,
    reader: asText,
    subuid: asText,
    subgid: asText,
    passwd: asText,
  },
};

const ROW: Shape = {
  required: { name: asText, source: asText, ran: asBoolean, text: asText, expect: readExpectation },
  optional: {
    form: asOneOf<string>(FORM_NAMES),
    options: (value, path) => readShape(value, OPTIONS, path),
    kind: asOneOf(["uid", "gid"]),
    since: asVersion,
    until: asVersion,
  },
};

/** Reads a row; throws a `MalformedRow` for anything that the page of the schema does not name. */
export function readFormRow(value: unknown): FormRow {
  // `readShape` read each field with its reader.
  return readShape(value, ROW, "row") as unknown as FormRow;
}

function readExpectation(value: unknown, path: string): unknown {
  const fields = asFields(value, path);
  const expected = readShape(
    fields,
    {
      optional: {
        mappings: asTriples,
        none: asTrue,
        refused: (each, at) => (each === true ? each : asText(each, at)),
        undecided: asArrayOf(asText),
      },
    },
    path,
  );
  if (Object.keys(expected).length !== 1)
    throw new MalformedRow(path, "one of mappings, none, refused and undecided", value);
  return expected;
}

function judge({ name, form, options = {}, text, kind = "uid", expect }: FormRow): RowOutcome {
  if (expect.undecided !== undefined) return undecided(name, text, { ...options, kind }, expect.undecided);
  const read = readMap(text, { ...options, kind, ...(form !== undefined && { form }) });
  if (expect.refused !== undefined) return refused(name, read, expect.refused);
  if (!read.ok) return failed(name, "expect", expect, said(read.error));
  const { uid, gid = uid } = read.value;
  const mappings = (kind === "uid" ? uid : gid).mappings.map(triple);
  return verdict(name, difference(sorted(expect.mappings ?? []), sorted(mappings), "expect.mappings"));
}

function undecided(name: string, text: string, options: FormOptions, expected: readonly string[]): RowOutcome {
  // A reading has several names where the text says the same in several forms: an expected one counts as its first.
  const { readings } = recognizeMap(text, options);
  const names = readings.map(
    ({ form, alsoForms = [] }) => expected.find((each) => [form, ...alsoForms].includes(each as FormName)) ?? form,
  );
  return verdict(name, difference(Array.from(expected).sort(), names.sort(), "expect.undecided"));
}

function refused(name: string, read: Result<FormMaps, ReadMapError>, expected: true | string): RowOutcome {
  if (read.ok) return failed(name, "expect.refused", expected, read.value.uid.mappings.map(triple));
  const message = said(read.error);
  if (expected === true || message.includes(expected)) return passed();
  return failed(name, "expect.refused", expected, message);
}

/** All that a refusal says: its sentence, which holds the text of the program, and the errno of the kernel. */
function said(error: ReadMapError): string {
  return "errno" in error && error.errno !== undefined ? `${explain(error)} ${error.errno}` : explain(error);
}

function sorted(mappings: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return Array.from(mappings).sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
}

function triple({ containerId, hostId, size }: IdMapping): readonly number[] {
  return [containerId, hostId, size];
}

function asId(value: unknown, path: string): number {
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) < 4294967295) return value as number;
  throw new MalformedRow(path, "an ID", value);
}

function asVersion(value: unknown, path: string): string {
  if (typeof value === "string" && /^\d+(\.\d+)*$/.test(value)) return value;
  throw new MalformedRow(path, "a version such as 4.13", value);
}

function asOneOf<T>(values: readonly T[]): Read<T> {
  return (value, path) => {
    if (values.includes(value as T)) return value as T;
    throw new MalformedRow(path, `one of ${values.join(", ")}`, value);
  };
}
