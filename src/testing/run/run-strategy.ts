import { createPool, type Pool } from "../../core/allocate/pool/pool.ts";
import { State } from "../../core/allocate/state/allocations.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { unwrap } from "../../core/result.ts";
import type { Answer } from "../history/answer.ts";
import { expectHistory } from "../history/expect-history.ts";
import type { LawFinding } from "../history/finding.ts";
import type { History } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { HistoryOutcome } from "../history/outcome.ts";
import type { AnyLaw } from "../laws/laws.ts";
import { judgeExcept } from "../model/judge-except.ts";
import { type Model, takenSlots } from "../model/model.ts";
import type { LawOptions } from "../model/own-laws.ts";
import { expectMaker, expectOptions } from "../subject/expect-maker.ts";
import { thrownAnswer } from "../subject/given-answer.ts";
import { type StrategyState, type StrategyStep, startStrategy, stepStrategy } from "../subject/strategy-steps.ts";
import { type MakeStrategy, modelOf } from "../subject/subject.ts";

/**
 * Plays a history with a strategy and looks for the first law that is broken: first what the model finds, then whether
 * old states have changed, whether the same comes out again, and whether a restart changes what comes.
 *
 * @param make - makes the strategy
 * @param history - the pool, and the operations in their order
 * @param held - laws that are left aside, and laws of your own
 * @returns the answers, and the first finding
 * @example
 * ```ts
 * import { firstFit } from "userns-sim";
 * import { runStrategy } from "userns-sim/testing";
 *
 * const pool = { start: 65536, size: 65536, idsPerPod: 65536, exclude: [] };
 * const operations = [{ op: "allocate", podUid: "web" }, { op: "allocate", podUid: "db" }] as const;
 * runStrategy(firstFit, { pool, seed: 1, operations }).answers[0]; // => { start: 65536, size: 65536 }
 * ```
 */
export function runStrategy(make: MakeStrategy, history: History<HistoryStep>, held: LawOptions = {}): HistoryOutcome {
  expectMaker("runStrategy", make);
  expectHistory("runStrategy", history);
  expectOptions("runStrategy", held);
  const pool = unwrap(createPool(history.pool));
  const makeNext = (): Strategy => make(history.seed);
  const strategy = makeNext();
  const states: StrategyState[] = [];
  const shots: string[] = [];
  const answers: Answer[] = [];
  let state = startStrategy(pool, strategy);
  let model: Model | undefined = modelOf(strategy, history.pool, held);
  let mostTaken = 0;
  for (const operation of history.operations) {
    states.push(state);
    shots.push(shot(state));
    const step = guarded(() => stepStrategy(state, operation, pool, makeNext));
    answers.push(step.answer);
    const judged = judgeExcept(model, operation, step.answer, held);
    if (judged.finding !== undefined)
      return { asked: history.operations, answers, finding: named(judged.finding, strategy), mostTaken };
    model = judged.model;
    if (model !== undefined) mostTaken = Math.max(mostTaken, takenSlots(model));
    state = step.state ?? state;
  }
  const again: Again = { history, pool, makeNext, states, shots, answers };
  const { except = [] } = held;
  const finding = changed(again, except) ?? repeated(again, except);
  return { asked: history.operations, answers, finding: finding && named(finding, strategy), mostTaken };
}

interface Again {
  readonly history: History<HistoryStep>;
  readonly pool: Pool;
  readonly makeNext: () => Strategy;
  readonly states: readonly StrategyState[];
  readonly shots: readonly string[];
  readonly answers: readonly Answer[];
}

/** Of a state only the memory is the strategy's to change. */
function shot({ allocations }: StrategyState): string {
  return JSON.stringify(State.memoryOf(allocations));
}

/** A strategy may throw where the allocator does not expect it: that is an answer as well. */
function guarded(step: () => StrategyStep): Partial<StrategyStep> & { readonly answer: Answer } {
  try {
    return step();
  } catch (thrown) {
    return { answer: thrownAnswer(thrown) };
  }
}

/** The name of the strategy belongs to what it is blamed for. */
function named(finding: LawFinding, { name }: Strategy): LawFinding {
  return { ...finding, strategy: name };
}

/** Looks at every state again, and does its step again, the last one first: nothing may have changed. */
function changed(
  { history, pool, makeNext, states, shots, answers }: Again,
  except: readonly AnyLaw[],
): LawFinding | undefined {
  for (let at = states.length - 1; at >= 0; at--) {
    const state = states[at];
    const operation = history.operations[at];
    const answer = answers[at];
    if (state === undefined || operation === undefined || answer === undefined) continue;
    if (!except.includes("unmutated") && shot(state) !== shots[at])
      return { law: "unmutated", operation, answer, fault: { code: "state-changed", step: at } };
    const second = guarded(() => stepStrategy(state, operation, pool, makeNext)).answer;
    if (!except.includes("deterministic") && !same(second, answer)) return differs(operation, answer, second, "again");
    if (!except.includes("unmutated") && shot(state) !== shots[at])
      return { law: "unmutated", operation, answer, fault: { code: "step-changed-state", step: at } };
  }
  return undefined;
}

/** Plays everything again from the start: with a new strategy, and then with a restart before every step as well. */
function repeated(again: Again, except: readonly AnyLaw[]): LawFinding | undefined {
  const anew = (): LawFinding | undefined =>
    except.includes("deterministic") ? undefined : replayed(again, "new-strategy");
  const finding = anew();
  if (finding !== undefined || except.includes("restart")) return finding;
  const restarted = replayed(again, "after-restart");
  // What chance decides comes out otherwise after a restart too, and the restart is not to blame.
  return restarted === undefined ? undefined : (anew() ?? restarted);
}

function replayed({ history, pool, makeNext, answers }: Again, when: When): LawFinding | undefined {
  let state = startStrategy(pool, makeNext());
  for (const [at, operation] of history.operations.entries()) {
    const answer = answers[at];
    // A restart that loses a record is not one that changes nothing.
    if (when === "after-restart" && state.lost.length === 0) {
      const step = guarded(() => stepStrategy(state, { op: "restart" }, pool, makeNext));
      if ("error" in step.answer)
        return { law: "restart", operation, answer: step.answer, fault: { code: "not-back" } };
      state = step.state ?? state;
    }
    const step = guarded(() => stepStrategy(state, operation, pool, makeNext));
    if (answer !== undefined && !same(step.answer, answer)) return differs(operation, answer, step.answer, when);
    state = step.state ?? state;
  }
  return undefined;
}

/** Why an answer could have been another one. */
type When = "again" | "new-strategy" | "after-restart";

function differs(operation: HistoryStep, answer: Answer, other: Answer, when: When): LawFinding {
  return {
    law: when === "after-restart" ? "restart" : "deterministic",
    operation,
    answer,
    fault: { code: "other-answer", answer, other, when },
  };
}

function same(a: Answer, b: Answer): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
