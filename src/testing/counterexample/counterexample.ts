import { quote } from "../../core/allocate/explain-part.ts";
import type { Answer } from "../history/answer.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { Counterexample } from "../history/outcome.ts";
import { LAWS } from "../laws/laws.ts";
import { shown } from "../model/judge-range.ts";

/**
 * Tells a counterexample: the pool, what happened step by step, the law that is broken, and what breaks with it.
 *
 * @param counterexample - the counterexample
 * @returns some lines of text, without a line break at the end; names are shown so that they cannot move the cursor, change
 * colours or the order of reading
 */
export function storyOf({ subject, history, answers, finding }: Counterexample): string {
  const { pool, seed } = history;
  const slots = Math.floor(pool.size / pool.idsPerPod);
  const steps = answers.flatMap((answer, at) => {
    const operation = history.operations[at];
    return operation === undefined ? [] : [{ what: printable(asked(operation)), came: answered(answer) }];
  });
  const width = Math.max(0, ...steps.map(({ what }) => what.length));
  return [
    `${quote(subject)} breaks the law ${finding.law}: ${LAWS[finding.law].sentence}`,
    `  the pool is ${shown(pool)}, ${count(slots, "slot")} of ${count(pool.idsPerPod, "ID")}; the seed is ${seed}`,
    ...pool.exclude.map((range) => `  no pod may get ${shown(range)}`),
    ...steps.map(({ what, came }, at) => `  ${at + 1}. ${what.padEnd(width)}  ${came}`),
    `  ✗ ${finding.text}`,
    `What breaks: ${LAWS[finding.law].consequence}`,
  ]
    .map(printable)
    .join("\n");
}

/** Writes control and format characters, lone surrogates and separators of lines as escapes. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
  });
}

/** What was asked, in a few words. */
function asked(operation: HistoryStep): string {
  switch (operation.op) {
    case "allocate": {
      const many = operation.size === undefined ? "" : ` for ${count(operation.size, "ID")}`;
      return `pod ${quote(operation.podUid)} asks${many}`;
    }
    case "release":
      return `pod ${quote(operation.podUid)} ends`;
    case "restore":
      return `pod ${quote(operation.podUid)} is restored to ${shown(operation)}`;
    case "restart":
      return "the allocator restarts";
    case "loseRecord":
      return `the record of pod ${quote(operation.podUid)} is lost`;
  }
}

/** What was answered, in a few words. */
function answered(answer: Answer): string {
  if ("start" in answer) return [answer, ...(answer.more ?? [])].map(shown).join(" and ");
  if ("ok" in answer) return "done";
  return `refused: ${quote(answer.code ?? answer.error)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
