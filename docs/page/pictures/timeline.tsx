import type { JSX } from "preact";
import { type LessonLanguage, sayIn, type TimelineEvent, type TimelinePicture } from "userns-sim/lessons";
import { PICTURE_WORDS } from "../words/pictures.ts";
import { saidIn } from "../words/said.ts";
import { bottomOf, DrawnBox, placeBoxes } from "./drawn/boxes.tsx";
import { Drawing } from "./drawn/drawing.tsx";
import { useRoving } from "./drawn/roving.ts";
import { firstCell, type Told, tell } from "./drawn/told.ts";

export interface TimelineProps {
  readonly picture: TimelinePicture;
  readonly language: LessonLanguage;
  /** The event that is selected, from 0. */
  readonly selected?: number | undefined;
  /** Makes the events operable. */
  readonly onSelect?: ((event: number) => void) | undefined;
}

/** What happened, in order. */
export function Timeline({ picture, language, selected, onSelect }: TimelineProps): JSX.Element {
  return onSelect === undefined ? (
    <TimelineDrawing picture={picture} language={language} />
  ) : (
    <TimelineList picture={picture} language={language} selected={selected} onSelect={onSelect} />
  );
}

const LEFT = 28;
const GAP = 8;
/** More events than a picture is for. */
const MOST = 60;

function TimelineDrawing({ picture, language }: Pick<TimelineProps, "picture" | "language">): JSX.Element {
  const boxes = placeBoxes(
    picture.events.slice(0, MOST).map(({ at, text }) => ({
      name: whenOf(at, language),
      value: sayIn(text, language),
      note: "",
      marked: false,
    })),
    LEFT,
    2,
    GAP,
  );
  const last = boxes.at(-1);
  const told = tellTimeline(picture, language);
  return (
    <Drawing told={told} height={bottomOf(boxes, 2)} notes={told.notes}>
      {last !== undefined && <path class="link" d={`M10 2V${last.top + last.height}`} />}
      {boxes.map((placed) => (
        <g key={placed.top}>
          <circle class="dot" cx={10} cy={placed.top + 15} r={5} />
          <DrawnBox placed={placed} left={LEFT} />
        </g>
      ))}
    </Drawing>
  );
}

/** So many events are in the list, around the selected one. */
const WINDOW = 100;

function TimelineList({
  picture: { events },
  language,
  selected,
  onSelect,
}: TimelineProps & { readonly onSelect: (event: number) => void }): JSX.Element {
  const { timeline: words, more } = PICTURE_WORDS[language];
  const { whole, cell } = useRoving<HTMLDivElement>(
    "listbox",
    words.title,
    selected,
    { columns: 1, count: events.length },
    onSelect,
  );
  const from = Math.max(0, Math.min((selected ?? 0) - WINDOW / 2, events.length - WINDOW));
  const shown = events.slice(from, from + WINDOW);
  const after = events.length - from - shown.length;
  return (
    <>
      {from > 0 && <p class="small">{more(from)}</p>}
      <div class="timeline" {...whole}>
        {shown.map(({ at, text }, i) => (
          <div key={from + i} {...cell(from + i)} {...among(from + i, events.length)}>
            <b>{typeof at === "number" ? at : saidIn(at, language)}</b> {saidIn(text, language)}
          </div>
        ))}
      </div>
      {after > 0 && <p class="small">{more(after)}</p>}
    </>
  );
}

/** Which of how many, where not all are there. */
function among(at: number, count: number) {
  return { "aria-setsize": count, "aria-posinset": at + 1 } as const;
}

function whenOf(at: TimelineEvent["at"], language: LessonLanguage): string {
  return typeof at === "number" ? String(at) : sayIn(at, language);
}

export function tellTimeline({ events }: TimelinePicture, language: LessonLanguage): Told {
  const { timeline: words, moreInTable } = PICTURE_WORDS[language];
  return tell(
    {
      title: words.title,
      notes: events.length > MOST ? [moreInTable(events.length - MOST)] : [],
      heads: [words.when, words.what],
      rows: events.map(({ at, text }) => ({
        name: typeof at === "number" ? String(at) : saidIn(at, language),
        cells: [saidIn(text, language)],
      })),
    },
    language,
    firstCell,
  );
}
