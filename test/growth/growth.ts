/**
 * Tells whether the work on a text or a list grows with its size, and not with its square.
 *
 * Twice the size may take 2.3 times as long. Where it took longer, perhaps because the machine had other things to do, larger
 * sizes are tried, up to the largest that there is: of what grows with the square, twice the size takes four times as long
 * at all of them.
 *
 * @param prepare - makes an input of a size, which is not measured, and gives what is to be measured
 * @returns `undefined` where it does, else the ratios that were met
 */
export async function tooSteep(
  prepare: Prepare,
  size: number,
  { worthMeasuring = 20, largest = Infinity }: { readonly worthMeasuring?: number; readonly largest?: number } = {},
): Promise<string | undefined> {
  const ratios: number[] = [];
  for (let n = size; ratios.length < MOST_TRIES; n = Math.min(2 * n, Math.floor(largest / 2))) {
    const work = prepare(n);
    const first = await cpuOf(work);
    // So little says nothing, and cannot be much more at sizes that matter.
    if (ratios.length === 0 && first < worthMeasuring) return undefined;
    const twice = prepare(2 * n);
    let longer = await cpuOf(twice);
    const shorter = Math.min(first, await cpuOf(work), await cpuOf(work), await cpuOf(work));
    // The least of three counts, so that the first that is short enough decides.
    for (let again = 0; again < 2 && longer > MOST_GROWTH * shorter; again++)
      longer = Math.min(longer, await cpuOf(twice));
    if (longer <= MOST_GROWTH * shorter) return undefined;
    ratios.push(longer / shorter);
  }
  return `twice the size took ${ratios.map((ratio) => ratio.toFixed(1)).join(", ")} times as long`;
}

/** Makes an input, and gives the work on it. */
export type Prepare = (size: number) => () => unknown;

/**
 * For every test that measures: what else its process holds makes the collector's work uneven, and a measurement is made
 * anew. What grows with the square fails each time.
 */
export const MEASURED = { retry: 2 } as const;

const MOST_GROWTH = 2.3;
const MOST_TRIES = 5;

/** Milliseconds of this process, which others cannot lengthen much. */
async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
