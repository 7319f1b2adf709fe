import { difference } from "../../difference.ts";
import { asArray, type Fields, field, MalformedRow } from "../../fields.ts";
import { guarded, verdict } from "../../guarded.ts";
import type { RowOutcome } from "../../outcome.ts";
import type { Read } from "../../shape.ts";

/** Runs rows whose first columns are arguments, each with its reader; all others are compared with the answer. */
export function* checkColumns(
  document: Fields,
  name: string,
  columns: readonly Read[],
  answer: (args: readonly unknown[]) => readonly unknown[],
): Iterable<RowOutcome> {
  for (const [index, row] of asArray(field(document, name, "document"), name).entries()) {
    const id = `${name}[${index}]`;
    yield guarded(id, () => {
      const fields = asArray(row, id);
      if (fields.length <= columns.length)
        throw new MalformedRow(id, `more entries than ${columns.length} arguments`, row);
      const args = columns.map((read, column) => read(fields[column], `[${column}]`));
      return verdict(id, difference(fields.slice(columns.length), answer(args), "expected"));
    });
  }
}
