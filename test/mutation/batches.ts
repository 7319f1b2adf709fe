/**
 * Cuts a list of tests into batches, each of which takes about twice as long as all that is before it: what one of the
 * first notices is known soon, and what none of them notices takes few batches.
 *
 * @param least - milliseconds that the first batch may take
 */
export function* inBatches<T extends { readonly time: number }>(
  tests: readonly T[],
  least: number,
): Generator<T[], void> {
  let batch: T[] = [];
  let time = 0;
  let most = least;
  for (const test of tests) {
    if (batch.length > 0 && time + test.time > most) {
      yield batch;
      most = Math.max(most * 2, time);
      batch = [];
      time = 0;
    }
    batch.push(test);
    time += test.time;
  }
  if (batch.length > 0) yield batch;
}
