import { type Line, line, no, strong, type Text } from "../base/line.ts";
import { count, rangeText } from "../base/words.ts";
import { columns, joinBlocks, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { FindingFacts, FuzzDocument, SubjectFacts } from "./json.ts";
import { answerText, operationText } from "./texts.ts";

export function render(document: FuzzDocument, style: Style): readonly Line[] {
  const findings = document.findings.flatMap((finding) => renderFinding(finding, document.subject, style));
  return joinBlocks([renderSummary(document, style), ...findings]);
}

function renderSummary(document: FuzzDocument, { width }: Style): readonly Line[] {
  const { subject, except, seed, shard, runs, operations, refusedPools, findings, ended } = document;
  const share = shard !== null && shard.of > 1 ? `, shard ${shard.index}/${shard.of}` : "";
  const played = `${count(runs, "run")}, ${count(operations, "operation")}${seed === null ? "" : `, seed ${seed}`}${share}.`;
  const refused = refusedPools === 0 ? "" : ` ${REFUSED(refusedPools)}`;
  const aside = except.length === 0 ? "" : `Left aside: ${except.join(", ")}. `;
  const found = findings.length === 0 ? "Nothing was found." : `${count(findings.length, "finding")}.`;
  return [strong(subjectText(subject)), ...wrap(`${played}${refused} ${aside}${ENDED[ended]}${found}`, width)];
}

const REFUSED = (pools: number): string =>
  `${count(pools, "pool")} that ${pools === 1 ? "reaches" : "reach"} 4294967295 ${pools === 1 ? "was" : "were"} refused, rightly.`;

const ENDED: Readonly<Record<FuzzDocument["ended"], string>> = {
  done: "",
  time: "The time was up. ",
  interrupted: "It was interrupted. ",
  enough: "That was enough. ",
};

function subjectText(subject: SubjectFacts): string {
  return subject.kind === "program" ? subject.command : subject.name;
}

function renderFinding(finding: FindingFacts, subject: SubjectFacts, style: Style): readonly (readonly Text[])[] {
  const { name, also, law, text, run, seen, settings, supports, steps, replay } = finding;
  const { glyphs, width } = style;
  const times = seen === 1 ? `, in run ${run}` : `, first in run ${run}, in ${seen} runs in all`;
  const doubt = doubtOf(finding);
  const { pool, idsPerPod, seed } = settings;
  const knows = supports === null || supports.length === 0 ? "" : `, supports ${supports.join(", ")}`;
  const start = `pool ${rangeText(pool)}, ${count(idsPerPod, "ID")} a pod, seed ${seed}${knows}`;
  const rows = steps.map(
    ({ request, answer }, at): Row => [
      `  ${operationText(request)}`,
      answer === null && at === steps.length - 1 ? "" : answerText(answer ?? undefined),
    ],
  );
  return [
    [line`${no(`${glyphs.cross} ${name}`)}${times}`, ...wrapAll([law?.sentence ?? "", doubt], width)],
    [
      ...wrap(start, width),
      ...columns(folded(rows), width),
      ...wrap(text, width - 7).map((words, i) => line`     ${i === 0 ? no(glyphs.cross) : " "} ${words}`),
    ],
    wrapAll(
      [law?.consequence ?? "", also.length === 0 ? "" : `The same defect breaks ${also.join(", ")}, too.`],
      width,
    ),
    [strong("Again:"), `  userns-sim fuzz ${optionOf(subject)} --replay ${quoted(replay)}`],
  ];
}

/** What was asked, and what came. */
type Row = readonly [asked: string, came: string];

/** Puts equal neighbours on one line, with their number behind it. */
function folded(rows: readonly Row[]): readonly (readonly string[])[] {
  const groups: { readonly row: Row; times: number }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last !== undefined && last.row[0] === row[0] && last.row[1] === row[1]) last.times++;
    else groups.push({ row, times: 1 });
  }
  return groups.map(({ row, times }) => (times === 1 ? row : [...row, `× ${times}`]));
}

function doubtOf({ certain, held: { shown, tries } }: FindingFacts): string {
  if (certain) return "";
  if (shown > 0) return `It shows by chance: in ${shown} of ${tries} tries.`;
  return "It did not show again when the history was played afresh, line by line.";
}

function wrapAll(texts: readonly string[], width: number): readonly Line[] {
  return texts.filter((text) => text !== "").flatMap((text) => wrap(text, width));
}

function optionOf(subject: SubjectFacts): string {
  return subject.kind === "program" ? `--exec ${quoted(subject.command)}` : `--strategy ${quoted(subject.name)}`;
}

/** As a shell takes it for one word; what cannot be printed is left to the reader. */
function quoted(word: string): string {
  return /^[\w./+~:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
