import { DEFECTS, type DefectName } from "../../core/kubelet/defects/defects.ts";
import { type Line, no, strong, type Text } from "../base/line.ts";
import { count } from "../base/words.ts";
import { columns, joinBlocks, labelled, wrap } from "../output/layout.ts";
import { releaseNoteLines } from "../output/release-note.ts";
import type { Style } from "../output/style.ts";
import type { Difference } from "../trace/compare.ts";
import type { ReplayDocument, StepFacts, TraceFacts } from "./json.ts";

/** Tells traces as text: one step by step, several a line each. */
export function render({ traces }: ReplayDocument, style: Style): readonly Line[] {
  const [only, ...more] = traces;
  if (only !== undefined && more.length === 0) return joinBlocks(tell(only, style));
  const rows = traces.map((trace) => [`${trace.id}`, stepsText(trace), differencesText(trace, style), `${trace.note}`]);
  const differing = traces.filter((trace) => differencesOf(trace).length > 0);
  return joinBlocks([
    columns([["TRACE", "STEPS", "RECORD", "NOTE"].map(strong), ...rows], style.width),
    ...differing.slice(0, MAX_TOLD).map((trace) => differenceLines(trace, style)),
    wrap(
      `${count(traces.length, "trace")}, ${differing.length} of them other than recorded. --trace NAME tells one step by step.`,
      style.width,
    ),
  ]);
}

const MAX_TOLD = 10;

function tell(trace: TraceFacts, style: Style): readonly (readonly Text[])[] {
  const { id, subject, release, note, steps } = trace;
  const title = `${subject}${release === null ? "" : ` ${release}`}${id === null ? "" : `, trace ${id}`}, ${stepsText(trace)}${note === null ? "" : `: ${note}`}`;
  return [
    wrap(title, style.width),
    columns(
      [["", "WHAT", "POD", "DRAW", "IN USE", "RESULT"].map(strong), ...steps.flatMap((step) => stepRows(step, style))],
      style.width,
    ),
    defectLines(steps, style),
    differenceLines(trace, style),
    wrap(verdictText(trace, style), style.width),
    release === null ? [] : releaseNoteLines(release, style),
  ];
}

function stepRows(step: StepFacts, { glyphs }: Style): readonly (readonly Text[])[] {
  const { at, type, podUid, outcome, result, draws, used, defects, difference } = step;
  const text = outcome === "ok" ? result : no(`${glyphs.cross} ${outcome}: ${result}`);
  const marks = [
    ...defects.map((defect) => ` ! ${defect}`),
    ...(difference === null ? [] : [` ${glyphs.cross} other than recorded`]),
  ];
  return [[String(at), type, podUid ?? "", draws.join(", "), used === null ? "" : String(used), [text, ...marks]]];
}

function stepsText({ steps }: TraceFacts): string {
  return count(steps.length, "step");
}

function defectLines(steps: readonly StepFacts[], { width }: Style): readonly Line[] {
  const names = new Set(steps.flatMap(({ defects }) => defects));
  return [...names].flatMap((name) => [
    ...wrap(`! ${name}: a known defect of the kubelet, in ${count(metIn(steps, name), "step")}`, width),
    ...labelled(
      [
        ["", DEFECTS[name].what],
        ["", DEFECTS[name].source],
      ],
      2,
      width,
    ),
  ]);
}

function metIn(steps: readonly StepFacts[], name: DefectName): number {
  return steps.filter(({ defects }) => defects.includes(name)).length;
}

/** A difference and where it is; the end has no step. */
interface PlacedDifference extends Difference {
  readonly at: string;
}

function differencesOf({ steps, endDifference }: TraceFacts): readonly PlacedDifference[] {
  const inSteps = steps.flatMap(({ at, difference }) =>
    difference === null ? [] : [{ at: `step ${at}`, ...difference }],
  );
  return endDifference === null ? inSteps : [...inSteps, { at: "the end", ...endDifference }];
}

function differencesText(trace: TraceFacts, { glyphs }: Style): Text {
  const differences = differencesOf(trace).length;
  if (differences > 0) return no(`${glyphs.cross} ${differences} other`);
  return trace.compared === 0 ? "none" : "same";
}

function differenceLines(trace: TraceFacts, { width, glyphs }: Style): readonly Text[] {
  const differences = differencesOf(trace);
  const where = trace.id === null ? "" : `${trace.id}, `;
  const shown = differences.slice(0, MAX_TOLD).flatMap(({ at, path, recorded, observed }) => [
    ...wrap(`${glyphs.cross} ${where}${at}: ${path} is other than recorded`, width).map(no),
    ...labelled(
      [
        ["  recorded", recorded],
        ["  here", observed],
      ],
      RECORD_INDENT,
      width,
    ),
  ]);
  const more = differences.length - MAX_TOLD;
  return more > 0 ? [...shown, `and ${count(more, "more difference")}`] : shown;
}

const RECORD_INDENT = 12;

function verdictText(trace: TraceFacts, { glyphs }: Style): string {
  const differences = differencesOf(trace).length;
  if (differences > 0) return `${glyphs.cross} ${count(differences, "difference")} from what was recorded.`;
  if (trace.compared === 0) return "Nothing was recorded to compare with.";
  return `As recorded: ${count(trace.compared, "step")} compared.`;
}
