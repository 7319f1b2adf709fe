import { isPlainObject } from "./difference.ts";
import { thrown } from "./guarded.ts";
import { failed, type RowOutcome, type Tally, tally } from "./outcome.ts";
import { schemas } from "./schemas.ts";
import { readVectorFile } from "./vector-files.ts";

/** Runs one file. Whatever is wrong with the file as a whole is one failure under the file's name. */
export function checkFile(path: string): Tally {
  let document: unknown;
  try {
    document = readVectorFile(path);
  } catch (error) {
    return tally([failed(path, "file", "readable JSON", String(error))]);
  }
  return checkDocument(document, path);
}

/** Runs the rows of one parsed file, told apart by its `schema`. */
export function checkDocument(document: unknown, path: string): Tally {
  return tally(outcomes(document, path));
}

function* outcomes(document: unknown, path: string): Iterable<RowOutcome> {
  if (!isPlainObject(document)) return yield failed(path, "file", "an object with a schema", document);
  const schema = document["schema"];
  const check = typeof schema === "string" && Object.hasOwn(schemas, schema) ? schemas[schema] : undefined;
  if (check === undefined) return yield failed(path, "schema", "a known schema", schema);
  let rows = 0;
  try {
    for (const outcome of check(document)) {
      rows++;
      yield outcome;
    }
  } catch (error) {
    return yield thrown(path, error);
  }
  if (rows === 0) yield failed(path, "file", "at least one row", "no row: the file tests nothing");
}
