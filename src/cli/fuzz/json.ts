import type { Answer } from "../../testing/history/answer.ts";
import { type AllocatorTrace, traceOf } from "../../testing/history/trace.ts";
import { LAWS, type LawName } from "../../testing/laws/laws.ts";
import type { Support } from "../../testing/protocol/reply.ts";
import { type OperationRequest, operationRequest } from "../../testing/protocol/request.ts";
import type { Ended, Tally } from "./campaign.ts";
import type { Found } from "./findings.ts";
import { type History, isSound, type Settings } from "./history/history.ts";
import type { Played } from "./play/trouble.ts";
import { formatReplay } from "./replay-text.ts";
import { type Held, isCertain } from "./reproduce.ts";
import { wrongText } from "./texts.ts";

/** What `userns-sim fuzz --json` prints. A property that does not apply is null, never left out. */
export interface FuzzDocument {
  /** `found` where anything was, exit code 1; else `nothing-found`. */
  readonly outcome: "found" | "nothing-found";
  /** Why it ended: all was `done`, the `time` was up, it was `interrupted`, or as much was found as was asked for: `enough`. */
  readonly ended: Ended["ended"];
  readonly subject: SubjectFacts;
  /** The laws that were left aside. */
  readonly except: readonly LawName[];
  /** The seed of the campaign; null for a replay. */
  readonly seed: number | null;
  /** The share of the campaign; null for a replay. */
  readonly shard: { readonly index: number; readonly of: number } | null;
  readonly runs: number;
  /** How many operations were answered in them. */
  readonly operations: number;
  /** How many runs ended at once because a pool that reaches 2^32 was refused, rightly. */
  readonly refusedPools: number;
  readonly findings: readonly FindingFacts[];
}

export type SubjectFacts =
  | { readonly kind: "program"; readonly command: string }
  | { readonly kind: "strategy"; readonly name: string };

export interface FindingFacts {
  /** Its name: that of the law, or how the program broke the protocol. */
  readonly name: string;
  /** Other laws that the same defect was found to break. */
  readonly also: readonly string[];
  /** The law; null where the protocol was broken. */
  readonly law: { readonly sentence: string; readonly consequence: string } | null;
  /** What is wrong, in a sentence without its full stop. */
  readonly text: string;
  readonly run: number;
  readonly seen: number;
  /** Whether it shows each time that the history is played afresh, in lockstep. */
  readonly certain: boolean;
  /** How often it was played so, and how often it showed. */
  readonly held: Held;
  /** What `--replay` takes. */
  readonly replay: string;
  readonly settings: Settings;
  /** What the program said that it knows; null where it did not get so far. */
  readonly supports: readonly Support[] | null;
  /** The history for `userns-sim replay`; null where the protocol was broken, or the pool reaches 4294967295. */
  readonly trace: AllocatorTrace | null;
  /** What was asked, and what was answered; the last one is the one that is wrong. Empty where that is the `init`. */
  readonly steps: readonly StepFacts[];
}

export interface StepFacts {
  readonly request: OperationRequest;
  /** What was answered; null where there was no answer, or none that could be read. */
  readonly answer: Answer | null;
}

export function fuzzDocument(
  subject: SubjectFacts,
  of: Pick<FuzzDocument, "except" | "seed" | "shard">,
  { ended, runs, operations, refusedPools, found }: Tally & Ended,
): FuzzDocument {
  return {
    outcome: found.length === 0 ? "nothing-found" : "found",
    ended,
    subject,
    ...of,
    runs,
    operations,
    refusedPools,
    findings: found.map((one) => findingFacts(subject, one)),
  };
}

function findingFacts(subject: SubjectFacts, { name, run, seen, also, held, histories, played }: Found): FindingFacts {
  const { history, supports = null, answers, trouble } = played;
  const { pool, idsPerPod, seed } = history;
  return {
    name,
    also,
    law: lawOf(name),
    text: trouble === undefined ? "" : wrongText(trouble.what),
    run,
    seen,
    certain: isCertain(held),
    held,
    replay: formatReplay(histories),
    settings: { pool: { start: pool.start, size: pool.size }, idsPerPod, seed },
    supports,
    trace: traceFacts(subject, played),
    steps: stepsOf(history, answers, (trouble?.at ?? -1) + 1),
  };
}

function traceFacts(subject: SubjectFacts, { history, answers, trouble }: Played): AllocatorTrace | null {
  if (trouble?.what.kind !== "law" || !isSound(history)) return null;
  const { pool, idsPerPod, seed, operations } = history;
  return traceOf({
    subject: subject.kind === "program" ? subject.command : subject.name,
    history: { pool: { ...pool, idsPerPod, exclude: [] }, seed, operations },
    answers: answers.slice(0, trouble.at + 1),
    finding: trouble.what.finding,
  });
}

function lawOf(name: string): FindingFacts["law"] {
  return Object.hasOwn(LAWS, name) ? LAWS[name as LawName] : null;
}

function stepsOf({ operations }: History, answers: readonly Answer[], count: number): readonly StepFacts[] {
  return operations
    .slice(0, count)
    .map((operation, at) => ({ request: operationRequest(operation), answer: answers[at] ?? null }));
}
