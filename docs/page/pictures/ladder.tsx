import type { JSX } from "preact";
import type { LadderPicture, LessonLanguage } from "userns-sim/lessons";
import { Decided } from "../parts/decided.tsx";
import { Coded } from "../parts/rich.tsx";
import { type Rung, rungsOf } from "../parts/rungs.ts";
import { PICTURE_WORDS } from "../words/pictures.ts";
import { said } from "../words/said.ts";
import { Drawing } from "./drawn/drawing.tsx";
import { firstCell, type Told, tell } from "./drawn/told.ts";

interface Props {
  readonly picture: LadderPicture;
  readonly language: LessonLanguage;
}

/** A decision, rung by rung, with the verdict below. */
export function Ladder({ picture, language }: Props): JSX.Element {
  const { decision } = picture;
  return (
    <div class="ladder">
      <Rungs picture={picture} language={language} />
      <Decided decision={decision} language={language}>
        <p class={decision.allowed ? "verdict allowed" : "verdict denied"}>
          <Coded text={verdictOf(picture, language)} />
        </p>
        {decision.disputed !== undefined && <p class="verdict">? {PICTURE_WORDS[language].disputed}</p>}
      </Decided>
    </div>
  );
}

/** More rungs than any question of the kernel has. */
const MOST = 60;
const RUNG = 24;
const INDENT = 8;
/** Where the rails begin, right of the numbers. */
const RAILS = 22;
const WIDE = 24;

/** The rungs themselves: those of the way to the file are one, further left, and one decides. */
function Rungs({ picture, language }: Props): JSX.Element {
  const rungs = rungsOf(picture.decision, language).slice(0, MOST);
  const indent = rungs.some(({ folds }) => folds) ? INDENT : 0;
  const { allowed } = picture.decision;
  return (
    <Drawing
      told={tellLadder(picture, language)}
      width={RAILS + indent + WIDE + 2}
      height={rungs.length * RUNG + 2}
      fixed
    >
      {rungs.map(({ lines, folds, decides }, i) => {
        const x = folds ? RAILS : RAILS + indent;
        const y = i * RUNG;
        const step = lines.length > 1 ? `m-${WIDE} 5h${WIDE}` : "";
        return (
          <g key={y}>
            <text class="small end" x={18} y={y + 17}>
              {i + 1}
            </text>
            <path class="link" d={`M${x} ${y + 1}v${RUNG}m${WIDE} 0v-${RUNG}`} />
            <path
              class={decides ? `rung ${allowed ? "allowed" : "denied"}` : "rung"}
              d={`M${x} ${y + 13}h${WIDE}${step}`}
            />
            {decides && (
              <text class="letter" x={x + WIDE / 2} y={y + 18}>
                {allowed ? "✓" : "✗"}
              </text>
            )}
          </g>
        );
      })}
    </Drawing>
  );
}

function verdictOf({ decision: { errno, decidedBy } }: LadderPicture, language: LessonLanguage): string {
  const { ladder: words } = PICTURE_WORDS[language];
  return errno === undefined ? words.allowed(decidedBy) : words.refused(errno, decidedBy);
}

/** The description has directories as one rung, as the picture does; the table has each. */
export function tellLadder(picture: LadderPicture, language: LessonLanguage): Told {
  const { ladder: words, disputed } = PICTURE_WORDS[language];
  const { decision } = picture;
  const textOf = ({ lines, decides }: Rung) =>
    lines.map(({ text }) => (decides ? `${said(text)} (${words.decides})` : said(text)));
  const rungs = rungsOf(decision, language);
  const told = tell(
    {
      title: words.title,
      notes: [
        `${verdictOf(picture, language).replaceAll("`", "")}.`,
        ...(decision.disputed === undefined ? [] : [`? ${disputed}.`]),
      ],
      heads: [words.step, words.asked, words.outcome, words.rule, words.source],
      rows: rungs.map((rung, i) => ({
        name: String(i + 1),
        cells: rung.folds ? [words.letThrough(rung.lines.length)] : textOf(rung),
      })),
      codes: [2, 3],
    },
    language,
    firstCell,
  );
  const rows = rungs.flatMap((rung, i) =>
    rung.lines.map(({ steps }, j) => ({
      name: rung.folds ? `${i + 1}.${j + 1}` : String(i + 1),
      cells: [
        textOf(rung)[j] ?? "",
        steps.map(({ outcome }) => words[outcome]).at(-1) ?? "",
        steps.map(({ rule }) => rule).join(", "),
        [...new Set(steps.map(({ source }) => source))].join("; "),
      ],
    })),
  );
  return { ...told, rows };
}
