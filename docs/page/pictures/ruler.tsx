import type { JSX, TargetedKeyboardEvent, TargetedMouseEvent } from "preact";
import { useId, useState } from "preact/hooks";
import { isId, NO_ID, OVERFLOW_ID } from "userns-sim";
import type { LessonLanguage, RulerMark, RulerPicture } from "userns-sim/lessons";
import { PICTURE_WORDS, type PictureWords } from "../words/pictures.ts";
import { Drawing, WIDTH } from "./drawn/drawing.tsx";
import { stepped } from "./drawn/keys.ts";
import { idAt, rulerSections, type Section } from "./drawn/ruler-points.ts";
import { LINE, Lines, wrapped } from "./drawn/text.tsx";
import { type Told, tell } from "./drawn/told.ts";

export interface RulerProps {
  readonly picture: RulerPicture;
  readonly language: LessonLanguage;
  /** What it is a map of, where there are two: the users, or the groups. */
  readonly heading?: string | undefined;
  /** The ID inside that is looked up; the picture has a mark for it. */
  readonly selected?: number | undefined;
  /** Makes it operable: what is selected is an ID inside. */
  readonly onSelect?: ((id: number) => void) | undefined;
}

/** A map as two rulers, the container's above the host's. */
export function Ruler({ picture, language, heading, selected, onSelect }: RulerProps): JSX.Element {
  const told = tellRuler(picture, language, heading);
  if (onSelect === undefined)
    return (
      <Drawing told={told} height={heightOf(picture, language)}>
        <Rulers picture={picture} language={language} told={told} selected={undefined} />
      </Drawing>
    );
  return <RulerSlider picture={picture} language={language} told={told} selected={selected} onSelect={onSelect} />;
}

interface Drawn {
  readonly picture: RulerPicture;
  readonly language: LessonLanguage;
  readonly told: Told;
  readonly selected: number | undefined;
}

/** The rulers as a slider, and a field for those who know the number. */
function RulerSlider(props: Drawn & { readonly onSelect: (id: number) => void }): JSX.Element {
  const { picture, language, told, selected, onSelect } = props;
  const words = PICTURE_WORDS[language];
  const { mappings, marks } = picture;
  const [first, last] = [mappings[0], mappings.at(-1)];
  const now = selected ?? first?.containerId ?? 0;
  const steps = {
    last: NO_ID - 1,
    home: first?.containerId ?? 0,
    end: last === undefined ? 0 : last.containerId + last.size - 1,
  };
  const mark = marks.find(({ containerId }) => containerId === now);
  const height = heightOf(picture, language);
  const point = (event: TargetedMouseEvent<SVGSVGElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const scale = WIDTH / width;
    const at = Math.floor(((event.clientY - top) * scale) / SECTION);
    const section = rulerSections(picture).sections[at];
    if (section !== undefined) onSelect(idAt(section, (event.clientX - left) * scale));
  };
  const slider = {
    role: "slider",
    tabindex: 0,
    "aria-label": told.title,
    "aria-valuemin": 0,
    "aria-valuemax": steps.last,
    "aria-valuenow": now,
    "aria-valuetext": mark === undefined ? String(now) : answerOf(mark, words),
    onClick: point,
    onKeyDown: (event: TargetedKeyboardEvent<SVGSVGElement>) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const next = stepped(event.key, now, steps);
      if (next === undefined) return;
      event.preventDefault();
      onSelect(next);
    },
  } as const;
  return (
    <>
      <IdField now={selected} words={words} told={told} mark={mark} onSelect={onSelect} />
      <Drawing told={told} height={height} operable={slider}>
        <Rulers {...props} />
      </Drawing>
    </>
  );
}

/** Takes an ID, and says what it is on the host. What is no ID stays as it was typed, with the reason. */
function IdField({
  now,
  words,
  told,
  mark,
  onSelect,
}: {
  readonly now: number | undefined;
  readonly words: PictureWords;
  readonly told: Told;
  readonly mark: RulerMark | undefined;
  readonly onSelect: (id: number) => void;
}): JSX.Element {
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const last = NO_ID - 1;
  return (
    <p class="id-field">
      <label for={id}>{words.ruler.field}</label>{" "}
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        size={11}
        value={draft ?? (now === undefined ? "" : String(now))}
        aria-invalid={draft !== undefined}
        aria-describedby={`${id}a`}
        aria-label={`${words.ruler.field}, ${told.title}`}
        onInput={({ currentTarget: { value } }) => {
          const typed = /^\d{1,10}$/.test(value) ? Number(value) : undefined;
          const taken = typed !== undefined && isId(typed);
          setDraft(taken ? undefined : value);
          if (taken) onSelect(typed);
        }}
        onBlur={() => setDraft(undefined)}
      />{" "}
      <output id={`${id}a`} for={id}>
        {draft !== undefined && draft !== "" ? words.ruler.noId(last) : mark === undefined ? "" : answerOf(mark, words)}
      </output>
    </p>
  );
}

/** What an ID inside is on the host. */
function answerOf({ containerId, hostId }: RulerMark, words: PictureWords): string {
  const { ruler } = words;
  return hostId === undefined
    ? lostText(containerId, words)
    : `${ruler.inside} ${containerId} → ${ruler.host} ${hostId}`;
}

/** From one pair of rulers to the next. */
const SECTION = 136;
/** Where the rulers lie within it. */
const INSIDE = 42;
const HOST = 80;
const BAR = 10;

function Rulers({ picture, language, selected }: Drawn): JSX.Element {
  const words = PICTURE_WORDS[language];
  const { sections } = rulerSections(picture);
  return (
    <>
      {sections.map((section, i) => (
        <Pair key={`${i} ${section.from}`} section={section} top={i * SECTION} words={words} selected={selected} />
      ))}
      {notesOf(picture, words).map(({ lines, top, height, denied }) => (
        <g key={top}>
          {denied && <rect class="box denied" x={2} y={top} width={WIDTH - 4} height={height - GAP} />}
          <Lines lines={lines} x={denied ? 12 : 2} y={top + 19} />
        </g>
      ))}
    </>
  );
}

function Pair({
  section: { points, from, to },
  top,
  words: { ruler },
  selected,
}: {
  readonly section: Section;
  readonly top: number;
  readonly words: PictureWords;
  readonly selected: number | undefined;
}): JSX.Element {
  const [inside, host] = [top + INSIDE, top + HOST];
  return (
    <>
      <text class="small" x={2} y={top + 14}>
        {ruler.inside}
      </text>
      <rect class="bar allowed" x={from} y={inside} width={to - from} height={BAR} />
      <rect class="bar host" x={from} y={host} width={to - from} height={BAR} />
      {points.map((point) => {
        const is = point.inside === selected ? "selected" : undefined;
        return (
          <g key={point.inside} class={is}>
            <path class="link" d={`M${point.x} ${inside - 3}V${host + BAR + 3}`} />
            <text class={`number ${point.anchor}`} x={point.x} y={inside - 8}>
              {point.inside}
            </text>
            <text class={`number ${point.anchor}`} x={point.x} y={host + BAR + 17}>
              {point.host}
            </text>
          </g>
        );
      })}
      <text class="small" x={2} y={host + BAR + 35}>
        {`${ruler.host}, ${ruler.notToScale}`}
      </text>
    </>
  );
}

interface Note {
  readonly lines: readonly string[];
  readonly top: number;
  readonly height: number;
  readonly denied: boolean;
}

const GAP = 8;
/** So many IDs without a mapping are drawn. */
const MOST_LOST = 8;

/** What is said below the rulers: which IDs have no mapping. */
function notesOf(picture: RulerPicture, words: PictureWords): readonly Note[] {
  const { sections, left } = rulerSections(picture);
  const lost = picture.marks.filter(({ hostId }) => hostId === undefined);
  const more = left + Math.max(0, lost.length - MOST_LOST);
  const texts = [
    ...(sections.length === 0 ? [{ text: words.ruler.empty, denied: false }] : []),
    ...lost.slice(0, MOST_LOST).map(({ containerId }) => ({ text: lostText(containerId, words), denied: true })),
    ...(more > 0 ? [{ text: words.moreInTable(more), denied: false }] : []),
  ];
  let top = sections.length * SECTION;
  return texts.map(({ text, denied }) => {
    const lines = wrapped(text, WIDTH - 24);
    const note = { lines, top, height: lines.length * LINE + 10 + GAP, denied };
    top += note.height;
    return note;
  });
}

function lostText(id: number, { ruler, unmapped }: PictureWords): string {
  return `✗ ${ruler.inside} ${id}: ${unmapped}; ${ruler.instead(OVERFLOW_ID)}`;
}

function heightOf(picture: RulerPicture, language: LessonLanguage): number {
  const note = notesOf(picture, PICTURE_WORDS[language]).at(-1);
  return note === undefined ? rulerSections(picture).sections.length * SECTION : note.top + note.height;
}

export function tellRuler({ mappings, marks }: RulerPicture, language: LessonLanguage, heading?: string): Told {
  const { ruler: words, unmapped } = PICTURE_WORDS[language];
  const ends = mappings.flatMap(({ containerId, hostId, size }) => [
    { containerId, hostId },
    { containerId: containerId + size - 1, hostId: hostId + size - 1 },
  ]);
  const rows = [...new Map([...ends, ...marks].map((mark) => [mark.containerId, mark])).values()];
  return tell(
    {
      title: heading === undefined ? words.title : `${heading}: ${words.title}`,
      notes: mappings.length === 0 ? [words.empty] : [],
      heads: [words.inside, words.host],
      rows: rows
        .sort((a, b) => a.containerId - b.containerId)
        .map(({ containerId, hostId }) => ({
          name: String(containerId),
          cells: [hostId === undefined ? `✗ ${unmapped}; ${words.instead(OVERFLOW_ID)}` : String(hostId)],
        })),
    },
    language,
    ({ name, cells: [cell = ""] }) => `${words.inside} ${name}: ${cell.startsWith("✗") ? "" : `${words.host} `}${cell}`,
  );
}
