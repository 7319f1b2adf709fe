import type { JSX } from "preact";
import { explainSteps } from "userns-sim/kernel";
import type { LadderPicture, LessonLanguage } from "userns-sim/lessons";
import { KERNEL_TEXTS } from "../words/kernel-texts.ts";
import { PICTURE_WORDS } from "../words/pictures.ts";
import { said } from "../words/said.ts";
import { Drawing } from "./drawn/drawing.tsx";
import { firstCell, type Told, tell } from "./drawn/told.ts";

interface Props {
  readonly picture: LadderPicture;
  readonly language: LessonLanguage;
}

type Line = ReturnType<typeof explainSteps>[number];

/** More rungs than any question of the kernel has. */
const MOST = 60;

/** A decision, rung by rung, with the verdict below. */
export function Ladder({ picture, language }: Props): JSX.Element {
  const { ladder: words, source, disputed } = PICTURE_WORDS[language];
  const { decision } = picture;
  const lines = explainSteps(decision, KERNEL_TEXTS[language]).slice(0, MOST);
  return (
    <div class="ladder">
      <Rungs picture={picture} language={language} lines={lines} />
      <ol>
        {lines.map(({ text, decides, depth, steps }, i) => (
          <li key={`${i} ${text}`} class={depth > 0 ? "directory" : undefined}>
            {decides ? (
              <strong>
                {sign(decision.allowed)} {said(text)} <span class="decides">({words.decides})</span>
              </strong>
            ) : (
              said(text)
            )}
            <details>
              <summary>{source}</summary>
              {sourcesOf(steps).map((own) => (
                <code key={own} lang="en">
                  {own}
                </code>
              ))}
            </details>
          </li>
        ))}
      </ol>
      <p class={decision.allowed ? "verdict allowed" : "verdict denied"}>
        {sign(decision.allowed)} {verdictOf(picture, language)}
      </p>
      {decision.disputed !== undefined && <p class="verdict">? {disputed}</p>}
    </div>
  );
}

const RUNG = 24;
const INDENT = 8;
/** Where the rails begin, right of the numbers, and how far they are apart. */
const RAILS = 26;
const WIDE = 30;

/** The rungs themselves: those of directories lie further left the further up they are, and one decides. */
function Rungs({ picture, language, lines }: Props & { readonly lines: readonly Line[] }): JSX.Element {
  const deepest = Math.min(3, Math.max(0, ...lines.map(({ depth }) => depth)));
  const verdict = picture.decision.allowed ? "allowed" : "denied";
  return (
    <Drawing
      told={tellLadder(picture, language)}
      width={RAILS + deepest * INDENT + WIDE + 2}
      height={lines.length * RUNG + 2}
      fixed
    >
      {lines.map(({ decides, depth }, i) => {
        const x = RAILS + (deepest - Math.min(3, depth)) * INDENT;
        const y = i * RUNG;
        return (
          <g key={y}>
            <text class="small end" x={22} y={y + 17}>
              {i + 1}
            </text>
            <path class="link" d={`M${x} ${y + 1}v${RUNG}m${WIDE} 0v-${RUNG}`} />
            <path class={decides ? `rung ${verdict}` : "rung"} d={`M${x} ${y + 13}h${WIDE}`} />
            {decides && (
              <text class="letter" x={x + WIDE / 2} y={y + 18}>
                {sign(picture.decision.allowed)}
              </text>
            )}
          </g>
        );
      })}
    </Drawing>
  );
}

function sign(allowed: boolean): string {
  return allowed ? "✓" : "✗";
}

function sourcesOf(steps: Line["steps"]): readonly string[] {
  return [...new Set(steps.map(({ source }) => source))];
}

function verdictOf({ decision }: LadderPicture, language: LessonLanguage): string {
  const { ladder: words } = PICTURE_WORDS[language];
  const { errno, decidedBy } = decision;
  return errno === undefined ? words.allowed(decidedBy) : words.refused(errno, decidedBy);
}

export function tellLadder(picture: LadderPicture, language: LessonLanguage): Told {
  const { ladder: words, disputed } = PICTURE_WORDS[language];
  const { decision } = picture;
  const verdict = `${sign(decision.allowed)} ${verdictOf(picture, language)}.`;
  const rows = explainSteps(decision, KERNEL_TEXTS[language]).map(({ text, decides, steps }, i) => ({
    name: String(i + 1),
    cells: [
      decides ? `${said(text)} (${words.decides})` : said(text),
      steps.map(({ outcome }) => words[outcome]).at(-1) ?? "",
      steps.map(({ rule }) => rule).join(", "),
      sourcesOf(steps).join("; "),
    ],
  }));
  return tell(
    {
      title: words.title,
      notes: [verdict, ...(decision.disputed === undefined ? [] : [`? ${disputed}.`])],
      heads: [words.step, words.asked, words.outcome, words.rule, words.source],
      rows,
      codes: [2, 3],
    },
    language,
    firstCell,
  );
}
