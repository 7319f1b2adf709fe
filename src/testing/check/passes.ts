import * as fc from "fast-check";
import type { History } from "../history/history.ts";
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

/** One pass after the other, each with the laws that the former ones found. */
type Passes = Generator<Known, CheckReport, fc.RunDetails<[History]>>;

function* passesOf(call: Call, params: CheckParameters, tally: Tally): Passes {
  const known = new Set<AnyLaw>();
  const first = yield known;
  const told: Told[] = [toldOf(call, first, params)];
  // Who names a path wants that history and no other.
  let law = params.path === undefined ? told[0]?.counterexample?.finding.law : undefined;
  while (law !== undefined) {
    known.add(law);
    const next = toldOf(call, yield new Set(known), { ...params, except: [...(params.except ?? []), ...known] });
    law = next.counterexample?.finding.law;
    if (law !== undefined) told.push(next);
  }
  return reportOf(told, tally.tried, first);
}

/** Checks until no further law is found broken. */
export function checkNow(
  call: Call,
  params: CheckParameters,
  property: (known: Known, tally: Tally) => fc.IPropertyWithHooks<[History]>,
): CheckReport {
  const tally = new Tally();
  const passes = passesOf(call, params, tally);
  let next = passes.next();
  while (next.done !== true) next = passes.next(fc.check(property(next.value, tally), fastCheckParameters(params)));
  return next.value;
}

/** The same, later. */
export async function checkLater(
  call: Call,
  params: CheckParameters,
  property: (known: Known, tally: Tally) => fc.IAsyncPropertyWithHooks<[History]>,
): Promise<CheckReport> {
  const tally = new Tally();
  const passes = passesOf(call, params, tally);
  let next = passes.next();
  while (next.done !== true)
    next = passes.next(await fc.check(property(next.value, tally), fastCheckParameters(params)));
  return next.value;
}
