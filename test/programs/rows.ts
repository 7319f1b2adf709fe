import { type FormRow, readFormRow } from "../conformance/answers/forms/form-cases.ts";
import { asArray, asFields, field } from "../conformance/fields.ts";
import { readVectorFile, vectorFiles } from "../conformance/vector-files.ts";

/** The rows of `userns-forms/cases/1` at or below the paths, whatever else is there; throws what is wrong with one. */
export function rowsBelow(paths: readonly string[]): readonly FormRow[] {
  return paths
    .flatMap((path) => vectorFiles(path))
    .map((file) => asFields(readVectorFile(file), file))
    .filter(({ schema }) => schema === "userns-forms/cases/1")
    .flatMap((document) => asArray(field(document, "cases", "document"), "cases").map(readFormRow));
}
