import { expectTexts } from "../../core/explanations.ts";
import { printable } from "../../core/text/printable.ts";
import type { Answer } from "../history/answer.ts";
import { type FindingTexts, numberOf, sayFinding } from "../history/english.ts";
import { expectCounterexample, expectFinding } from "../history/expect-counterexample.ts";
import type { LawFinding } from "../history/finding.ts";
import type { Lanes } from "../history/lanes.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { Counterexample } from "../history/outcome.ts";
import type { LawName } from "../laws/laws.ts";
import { type CounterexampleTexts, english } from "./english.ts";

/**
 * Explains a counterexample: the pool, what happened step by step, the law that is broken, and what breaks with it.
 *
 * @param counterexample - what a check, a run or the explorer has found
 * @param texts - the words for everything; {@link english} when absent
 * @returns some lines of text, without a line break at the end; names are shown so that they cannot move the cursor, change
 * colours or the order of reading
 * @example
 * ```ts
 * import { checkAllocator, explain } from "userns-sim/testing";
 *
 * const { counterexample } = checkAllocator({
 *   name: "everybody the same",
 *   start: ({ start, idsPerPod }) => ({ allocate: () => ({ start, size: idsPerPod }) }),
 * });
 * const lines = counterexample === undefined ? [] : explain(counterexample).split("\n");
 * lines[0]; // => "\"everybody the same\" breaks the law disjoint: No two live pods have a host ID in common."
 * ```
 */
export function explain(counterexample: Counterexample, texts: CounterexampleTexts = english): string {
  expectCounterexample("explain", counterexample);
  expectTexts(texts, ["steps"]);
  return told(counterexample, texts);
}

/** {@link explain}, of what needs no look. */
export function told(
  { subject, history, answers, finding, also = [], lanes }: Counterexample,
  texts: CounterexampleTexts,
): string {
  const { pool, seed } = history;
  const law = Object.hasOwn(texts.laws, finding.law) ? texts.laws[finding.law as LawName] : undefined;
  const steps = answers.flatMap((answer, at) => {
    const step = history.operations[at];
    return step === undefined ? [] : [{ what: printable(asked(step, texts)), came: answered(answer, texts) }];
  });
  const width = Math.max(0, ...steps.map(({ what }) => what.length));
  return [
    texts.breaks(subject, finding.law, law?.sentence ?? ""),
    `  ${texts.settings(pool, seed)}`,
    ...pool.exclude.map((range) => `  ${texts.excluded(range)}`),
    ...(lanes === undefined
      ? steps.map(({ what, came }, at) => `  ${numberOf(at)}. ${what.padEnd(width)}  ${came}`)
      : drawn(lanes, texts)),
    `  ✗ ${sayFinding(finding, texts)}`,
    ...(lanes?.isLoose === true ? [`  ${texts.loose()}`] : []),
    ...(also.length === 0 ? [] : [texts.also(also)]),
    ...(law === undefined ? [] : [texts.consequence(law.consequence)]),
  ]
    .map(printable)
    .join("\n");
}

/**
 * Says what is wrong, in the one sentence that {@link explain} marks with a cross.
 *
 * @param finding - what was found, as {@link judge} finds it too
 * @param texts - the words; {@link english} when absent
 * @returns a sentence without its full stop; names are shown as they are
 * @example
 * ```ts
 * import { createModel, explainFinding, judge } from "userns-sim/testing";
 *
 * const model = createModel({ pool: { start: 65536, size: 196608 }, idsPerPod: 65536 });
 * const { finding } = judge(model, { op: "allocate", podUid: "web" }, { start: 0, size: 65536 });
 * finding?.fault.code; // => "outside-pool"
 * finding && explainFinding(finding); // => "[0, 65536) is not inside of the pool, [65536, 262144)"
 * ```
 */
export function explainFinding(finding: LawFinding, texts: FindingTexts = english): string {
  expectFinding("explainFinding", finding);
  expectTexts(texts, ["faults"], "explainFinding");
  return sayFinding(finding, texts);
}

/** Side by side: a column for each pod, a line for each thing that happened. */
function drawn({ events }: Lanes, texts: CounterexampleTexts): readonly string[] {
  const happened = events.map((event) => ({
    podUid: event.podUid,
    text: printable(
      "asks" in event ? asked(event.asks, texts) : "turn" in event ? event.turn : answered(event.answer, texts),
    ),
  }));
  const pods = [...new Set(happened.map(({ podUid }) => podUid))];
  const widths = pods.map((pod) =>
    Math.max(...happened.flatMap(({ podUid, text }) => (podUid === pod ? [text.length] : []))),
  );
  return happened.map(({ podUid, text }) =>
    `  ${pods.map((pod, at) => (pod === podUid ? text : "").padEnd(widths[at] ?? 0)).join(" | ")}`.trimEnd(),
  );
}

function asked(step: HistoryStep, { steps }: CounterexampleTexts): string {
  // The table has a function for each operation, which the compiler cannot connect with this one.
  return (steps[step.op] as (step: HistoryStep) => string)(step);
}

function answered(answer: Answer, { answers }: CounterexampleTexts): string {
  if ("start" in answer) return answers.range(answer);
  return "ok" in answer ? answers.done(answer) : answers.refusal(answer);
}
