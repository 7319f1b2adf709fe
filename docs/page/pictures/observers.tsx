import type { JSX } from "preact";
import { NO_ID, OVERFLOW_ID } from "userns-sim";
import { type LessonLanguage, type ObserversPicture, type Seen, sayIn } from "userns-sim/lessons";
import { PICTURE_WORDS, type PictureWords } from "../words/pictures.ts";
import { saidIn } from "../words/said.ts";
import { bottomOf, DrawnBox, placeBoxes } from "./drawn/boxes.tsx";
import { Drawing, WIDTH } from "./drawn/drawing.tsx";
import { LINE, Lines, wrapped } from "./drawn/text.tsx";
import { type Told, tell } from "./drawn/told.ts";

interface Props {
  readonly picture: ObserversPicture;
  readonly language: LessonLanguage;
}

/** Where the boxes begin, right of the line that they hang on. */
const LEFT = 28;
const GAP = 10;
/** More observers than anybody compares. */
const MOST = 40;

/** One thing, and a box for each who looks at it, with the number that he sees. */
export function Observers({ picture, language }: Props): JSX.Element {
  const words = PICTURE_WORDS[language];
  const subject = wrapped(sayIn(picture.subject, language), WIDTH - 8);
  const from = subject.length * LINE + GAP;
  const boxes = placeBoxes(
    picture.seen.slice(0, MOST).map(({ by, as }) => ({
      name: sayIn(by, language),
      value: `${words.observers.sees} ${typeof as === "number" ? as : sayIn(as, language)}`,
      note: noteOf(as, words),
      marked: noteOf(as, words) !== "",
    })),
    LEFT,
    from,
    GAP,
  );
  const last = boxes.at(-1);
  const told = tellObservers(picture, language);
  return (
    <Drawing told={told} height={bottomOf(boxes, from)} notes={told.notes}>
      <Lines lines={subject} x={2} y={14} kind="strong" />
      {last !== undefined && <path class="link" d={`M10 ${from - 6}V${last.top + last.height / 2}`} />}
      {boxes.map((placed) => (
        <g key={placed.top}>
          <path class="link" d={`M10 ${placed.top + placed.height / 2}H${LEFT}`} />
          <DrawnBox placed={placed} left={LEFT} />
        </g>
      ))}
    </Drawing>
  );
}

/** What a number that is seen stands for, where it is none. */
function noteOf(as: Seen["as"], { observers }: PictureWords): string {
  return as === OVERFLOW_ID ? observers.overflow : as === NO_ID ? observers.noId : "";
}

export function tellObservers({ subject, seen }: ObserversPicture, language: LessonLanguage): Told {
  const words = PICTURE_WORDS[language];
  return tell(
    {
      title: words.observers.title(saidIn(subject, language).replace(/:$/, "")),
      notes: seen.length > MOST ? [words.moreInTable(seen.length - MOST)] : [],
      heads: [words.observers.observer, words.observers.sees],
      rows: seen.map(({ by, as }) => {
        const note = noteOf(as, words);
        const number = typeof as === "number" ? String(as) : saidIn(as, language);
        return { name: saidIn(by, language), cells: [note === "" ? number : `${number}, ${note}`] };
      }),
    },
    language,
  );
}
