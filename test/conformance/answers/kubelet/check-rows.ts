import { difference, isPlainObject } from "../../difference.ts";
import { asArray, type Fields, field, MalformedRow, onlyFields } from "../../fields.ts";
import { guarded, verdict } from "../../guarded.ts";
import { failed, type RowOutcome } from "../../outcome.ts";
import { anything, pick, type Read, readShape } from "../../shape.ts";

/** How the rows of a schema are read and answered. */
export interface CaseSchema {
  /** The arguments of a row that must be there. */
  readonly required: Readonly<Record<string, Read>>;
  /** The arguments that may be left out. */
  readonly optional?: Readonly<Record<string, Read>>;
  /** The names of the fields that are compared. */
  readonly expected: readonly string[];
  /** Answers the arguments. */
  readonly answer: (args: Fields) => Fields;
  /** Takes from both sides what is not compared. */
  readonly comparable?: (outcome: Fields) => Fields;
}

/** Runs the rows of `cases`: arguments and expectations are fields of one object. */
export function checkCases(schema: CaseSchema): (document: Fields) => Iterable<RowOutcome> {
  const { required, optional, expected, answer, comparable = (outcome) => outcome } = schema;
  const compared = Object.fromEntries(expected.map((name) => [name, anything]));
  return (document) =>
    checkRows(document, "cases", "what", (row, id) => {
      const fields = readShape(row, { required, optional: { ...optional, ...compared } }, "row");
      const outcome = pick(fields, expected);
      if (Object.keys(outcome).length === 0) throw new MalformedRow("row", `one of ${expected.join(", ")}`, row);
      const args = pick(fields, [...Object.keys(required), ...Object.keys(optional ?? {})]);
      return verdict(id, difference(comparable(outcome), comparable(answer(args)), "row"));
    });
}

/** Judges each row of one array of the document; a row is known by its `id`, which is its own, or by its place. */
export function* checkRows(
  document: Fields,
  name: string,
  about: string,
  judge: (row: unknown, id: string) => RowOutcome,
): Iterable<RowOutcome> {
  onlyFields(document, new Set(["schema", about, name]), "document");
  const seen = new Set<string>();
  for (const [index, row] of asArray(field(document, name, "document"), name).entries()) {
    const id = isPlainObject(row) && typeof row["id"] === "string" ? row["id"] : `${name}[${index}]`;
    if (seen.has(id)) yield failed(id, "id", "an id that no other row has", id);
    else yield guarded(id, () => judge(row, id));
    seen.add(id);
  }
}
