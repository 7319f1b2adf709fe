import { wrapWords } from "../../drawing/wrap-words.ts";
import type { ObserversPicture, OwnerPicture, TimelinePicture } from "../picture/picture.ts";
import { type Label, sayIn } from "../words/words.ts";
import type { Pen } from "./draw-options.ts";
import { DRAWN_WORDS } from "./drawn-words.ts";
import { table } from "./table.ts";

export function drawObservers({ subject, seen }: ObserversPicture, { language, width }: Pen): readonly string[] {
  const { sees } = DRAWN_WORDS[language];
  const rows = seen.map(({ by, as }) => [sayIn(by, language), sees, shown(as, language)]);
  return [...wrapWords(sayIn(subject, language), width), ...table(rows, width - 2).map((line) => `  ${line}`)];
}

export function drawOwner({ numbers, reader }: OwnerPicture, { language, width }: Pen): readonly string[] {
  const { none, ...words } = DRAWN_WORDS[language];
  const number = (id: number | undefined): string => (id === undefined ? none : String(id));
  return table(
    [
      [words.onDisk, number(numbers.onDisk), ""],
      [words.inInode, number(numbers.inInode), ""],
      [words.throughMount, number(numbers.throughMount), words.compared],
      [words.asShown, number(numbers.asShown), words.to(sayIn(reader, language))],
    ],
    width,
  );
}

export function drawTimeline({ events }: TimelinePicture, { glyphs, language, width }: Pen): readonly string[] {
  const times = events.map(({ at }) => shown(at, language));
  const longest = Math.max(0, ...times.map((time) => time.length));
  return events.flatMap(({ text }, i) =>
    wrapWords(sayIn(text, language), width - longest - 3).map(
      (line, at) => `${(at === 0 ? (times[i] as string) : "").padStart(longest)} ${glyphs.bar} ${line}`,
    ),
  );
}

function shown(thing: number | Label, language: Pen["language"]): string {
  return typeof thing === "number" ? String(thing) : sayIn(thing, language);
}
