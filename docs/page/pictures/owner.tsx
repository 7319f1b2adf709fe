import type { JSX } from "preact";
import { OVERFLOW_ID } from "userns-sim";
import type { LessonLanguage, OwnerPicture } from "userns-sim/lessons";
import { PICTURE_WORDS } from "../words/pictures.ts";
import { saidIn } from "../words/said.ts";
import { bottomOf, DrawnBox, placeBoxes } from "./drawn/boxes.tsx";
import { Drawing, WIDTH } from "./drawn/drawing.tsx";
import { firstCell, type Told, tell } from "./drawn/told.ts";

interface Props {
  readonly picture: OwnerPicture;
  readonly language: LessonLanguage;
}

const GAP = 16;
const LEFT = 2;

/** An owner from the disk to the reader: four numbers, of which the kernel compares the third. */
export function Owner({ picture, language }: Props): JSX.Element {
  const boxes = placeBoxes(
    stationsOf(picture, language).map(({ place, number, note, compared }) => ({
      name: place,
      value: number,
      note,
      marked: compared,
    })),
    LEFT,
    2,
    GAP,
  );
  return (
    <Drawing told={tellOwner(picture, language)} height={bottomOf(boxes, 0)}>
      {boxes.map((placed, i) => (
        <g key={placed.top}>
          {i > 0 && <path class="arrow" d={`M${WIDTH / 2} ${placed.top - GAP}v${GAP - 3}m-4 -5l4 5l4 -5`} />}
          <DrawnBox placed={placed} left={LEFT} />
        </g>
      ))}
    </Drawing>
  );
}

interface Station {
  readonly place: string;
  readonly number: string;
  readonly note: string;
  readonly compared: boolean;
}

function stationsOf({ numbers, reader }: OwnerPicture, language: LessonLanguage): readonly Station[] {
  const { none, owner: words, observers } = PICTURE_WORDS[language];
  const station = (place: string, number: number | undefined, note = "", compared = false) => ({
    place,
    number: number === undefined ? `✗ ${none}` : String(number),
    note,
    compared,
  });
  const to = words.to(saidIn(reader, language));
  const shown = numbers.asShown === OVERFLOW_ID ? `${to}; ${observers.overflow}` : to;
  return [
    station(words.onDisk, numbers.onDisk),
    station(words.inInode, numbers.inInode),
    station(words.throughMount, numbers.throughMount, words.compared, true),
    station(words.asShown, numbers.asShown, shown),
  ];
}

export function tellOwner(picture: OwnerPicture, language: LessonLanguage): Told {
  const { owner: words } = PICTURE_WORDS[language];
  return tell(
    {
      title: words.title,
      notes: [],
      heads: [words.place, words.number],
      rows: stationsOf(picture, language).map(({ place, number, note }) => ({
        name: place,
        cells: [note === "" ? number : `${number}, ${note}`],
      })),
    },
    language,
    firstCell,
  );
}
