import { changesTold } from "../../../support/changes-told.ts";
import { type Edit, edited } from "./edits.ts";

/** What each edit of a sample changes in what is told of it, as {@link changesTold} writes it. */
export function editMatrix<T>(sample: T, edits: readonly Edit[], tell: (sample: T) => readonly string[]): string {
  return changesTold(
    tell(sample),
    edits.map((edit) => [edit, tell(edited(sample, edit))]),
  );
}
