import { byIndex } from "../../../../src/core/allocate/strategies/by-index.ts";
import { hashProbe } from "../../../../src/core/allocate/strategies/hash-probe.ts";
import { STRATEGIES, STRATEGY_NAMES } from "../../../../src/core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { WRAPPER_NAMES } from "../../../../src/core/allocate/wrappers/wrappers.ts";
import { drawInt } from "../../../../src/core/random/random.ts";
import { learning } from "./learning.ts";
import { VARIANTS } from "./wrapper-oracles.ts";

/** Every strategy there is, and what options make of some. */
export function everyStrategy(): readonly Strategy[] {
  return [
    ...STRATEGY_NAMES.map((name, index) => STRATEGIES[name].make(index + 1)),
    hashProbe({ seed: 3, faithful: true }),
    byIndex((podUid) => podUid.length % 9),
  ];
}

/** Wraps a strategy in every way there is. */
export function wrapped(inner: Strategy): readonly Strategy[] {
  return WRAPPER_NAMES.flatMap((name) => VARIANTS[name]).map(({ wrap }) => wrap(inner));
}

/** Strategies in one to four wrappers, drawn: the same 256 each time. */
export function composed(
  inside: readonly Strategy[] = [...everyStrategy(), { ...learning(), promises: [] }],
): readonly Strategy[] {
  let generator = 7;
  const pick = <T>(list: readonly T[]): T => {
    const { value, state } = drawInt(generator, list.length);
    generator = state;
    return list[value] as T;
  };
  return Array.from({ length: 256 }, () => {
    let strategy = pick(inside);
    for (let depth = pick([1, 2, 3, 4]); depth > 0; depth--) strategy = pick(wrapped(strategy));
    return strategy;
  });
}
