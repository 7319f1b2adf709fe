import { changesTold } from "../../../support/changes-told.ts";
import { type Edit, edited } from "./edits.ts";

/**
 * What each edit of a sample changes in the lines that are told of it: place by place, and together the edits that change the
 * same. Behind a minus stand the numbers of the lines that are not told any more, behind a plus those that are told now.
 */
export function editMatrix<T>(sample: T, edits: readonly Edit[], tell: (sample: T) => readonly string[]): string {
  return changesTold(
    tell(sample),
    edits.map((edit) => [edit, tell(edited(sample, edit))]),
  );
}
