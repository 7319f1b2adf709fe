import type { Release } from "../../core/releases/releases.ts";
import { releaseNote } from "../../core/releases/unread-releases.ts";
import type { Line } from "../base/line.ts";
import { wrap } from "./layout.ts";
import type { Style } from "./style.ts";

/** How the answer is to be taken where nobody read the source of the release; no lines where somebody did. */
export function releaseNoteLines(release: Release, { width }: Style): readonly Line[] {
  const note = releaseNote(release);
  return note === undefined ? [] : wrap(note, width);
}
