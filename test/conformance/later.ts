import { asArray, type Fields, field } from "./fields.ts";
import { failed, type RowOutcome, skipped } from "./outcome.ts";

/** A schema that is known but has no model here yet: its rows are counted and named, not judged. */
export function later(...arrays: readonly string[]): (document: Fields) => Iterable<RowOutcome> {
  return function* (document) {
    const schema = String(document["schema"]);
    for (const name of arrays)
      for (const [index, row] of asArray(field(document, name, "document"), name).entries())
        yield typeof row === "object" && row !== null
          ? skipped(schema)
          : failed(`${name}[${index}]`, "row", "an object or an array", row);
  };
}
