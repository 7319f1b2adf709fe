import * as fc from "fast-check";
import type { History, HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { Counterexample, HistoryOutcome } from "../history/outcome.ts";
import { families, kinOf, smallestOf } from "../kin/kin.ts";
import { type Sign, signsOf } from "../kin/signs.ts";
import type { AnyLaw } from "../laws/laws.ts";
import {
  type Call,
  type CheckParameters,
  type CheckReport,
  fastCheckParameters,
  reportOf,
  type Told,
  toldOf,
} from "./report.ts";
import { type Known, Tally } from "./tried.ts";

/** What is wanted next: a pass with the laws that the former ones found, or one history. */
type Turn = { readonly known: Known } | { readonly history: History };

type Passes = Generator<Turn, CheckReport, fc.RunDetails<[History]> | HistoryOutcome>;

function* passesOf(call: Call, params: CheckParameters, tally: Tally): Passes {
  const known = new Set<AnyLaw>();
  const first = (yield { known }) as fc.RunDetails<[History]>;
  const told: [Told, ...Told[]] = [toldOf(call, first, params)];
  // Who names a path wants that history and no other.
  let law = params.path === undefined ? told[0]?.counterexample?.finding.law : undefined;
  while (law !== undefined) {
    known.add(law);
    const details = (yield { known: new Set(known) }) as fc.RunDetails<[History]>;
    const next = toldOf(call, details, { ...params, except: [...(params.except ?? []), ...known] });
    law = next.counterexample?.finding.law;
    if (law !== undefined) told.push(next);
  }
  return reportOf(yield* together(told), tally.tried);
}

/** One of each family, that of the smallest history, with the laws that the others were found by. */
function* together(
  told: readonly [Told, ...Told[]],
): Generator<Turn, readonly [Told, ...Told[]], fc.RunDetails<[History]> | HistoryOutcome> {
  if (told.length < 2) return told;
  const found = told.flatMap((one) => (one.counterexample === undefined ? [] : [{ one, ...one.counterexample }]));
  if (found.length < told.length) return told;
  const related = [];
  for (const one of found) {
    const others = found.filter((other) => other !== one);
    related.push({ ...one, law: one.finding.law, kin: yield* kinOfOne(one, others), signs: signsOfOne(one) });
  }
  const [first = told[0], ...others] = families(related).map((family) => {
    const named = smallestOf(family, ({ history }) => history.operations.length);
    const also = family.flatMap((member) => (member === named ? [] : [member.law]));
    const { counterexample } = named.one;
    return counterexample === undefined || also.length === 0
      ? named.one
      : { ...named.one, counterexample: { ...counterexample, also } };
  });
  return [first, ...others];
}

function* kinOfOne(
  { history, lanes }: Counterexample,
  others: readonly Counterexample[],
): Generator<Turn, ReadonlySet<AnyLaw>, fc.RunDetails<[History]> | HistoryOutcome> {
  // Where operations overlapped, the order of their answers is not all that happened.
  if (lanes !== undefined) return new Set();
  const laws = others.map(({ finding }) => finding.law);
  const pools = [history.pool, ...others.map((other) => other.history.pool)];
  const kin = kinOf(history.operations, laws);
  let next = kin.next();
  while (next.done !== true) {
    const pool = pools[next.value.pool] ?? history.pool;
    const operations = next.value.operations.map((step) => resized(step, history.pool, pool)) as History["operations"];
    const outcome = (yield { history: { ...history, pool, operations } }) as HistoryOutcome;
    next = kin.next(outcome.answers.length === operations.length ? outcome.finding : undefined);
  }
  return next.value;
}

function signsOfOne({ history, answers, finding, lanes }: Counterexample): ReadonlySet<Sign> {
  return lanes === undefined ? signsOf({ ...history, answers, finding }) : new Set();
}

/** As many slots, in another pool. */
function resized(step: HistoryStep, from: HistoryPool, to: HistoryPool): HistoryStep {
  return step.op === "allocate" && step.size !== undefined
    ? { ...step, size: (step.size / from.idsPerPod) * to.idsPerPod }
    : step;
}

/** Checks until no further law is found broken. */
export function checkNow(
  call: Call,
  params: CheckParameters,
  property: (known: Known, tally: Tally) => fc.IPropertyWithHooks<[History]>,
  play: (history: History) => HistoryOutcome,
): CheckReport {
  const tally = new Tally();
  const passes = passesOf(call, params, tally);
  let next = passes.next();
  while (next.done !== true) {
    const turn = next.value;
    next = passes.next(
      "known" in turn ? fc.check(property(turn.known, tally), fastCheckParameters(params)) : play(turn.history),
    );
  }
  return next.value;
}

/** The same, later. */
export async function checkLater(
  call: Call,
  params: CheckParameters,
  property: (known: Known, tally: Tally) => fc.IAsyncPropertyWithHooks<[History]>,
  play: (history: History) => Promise<HistoryOutcome>,
): Promise<CheckReport> {
  const tally = new Tally();
  const passes = passesOf(call, params, tally);
  let next = passes.next();
  while (next.done !== true) {
    const turn = next.value;
    next = passes.next(
      await ("known" in turn ? fc.check(property(turn.known, tally), fastCheckParameters(params)) : play(turn.history)),
    );
  }
  return next.value;
}
