import * as fc from "fast-check";

/** The seeds that a minimum is looked for with: many first values, one minimum. */
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

/** What an arbitrary shrinks to when nothing stops it, each one once. */
export function minimaOf<T>(arbitrary: fc.Arbitrary<T>, isFailing: (value: T) => boolean = () => true): readonly T[] {
  const found = new Map<string, T>();
  for (const seed of SEEDS) {
    const { counterexample } = fc.check(
      fc.property(arbitrary, (value) => !isFailing(value)),
      { seed, numRuns: 1000 },
    );
    if (counterexample === null) throw new Error(`nothing fails with seed ${seed}`);
    found.set(JSON.stringify(counterexample[0]), counterexample[0]);
  }
  return [...found.values()];
}

/** Many values, always the same ones. */
export function sampleOf<T>(arbitrary: fc.Arbitrary<T>, numRuns = 2000): readonly T[] {
  return fc.sample(arbitrary, { seed: 65536, numRuns });
}
