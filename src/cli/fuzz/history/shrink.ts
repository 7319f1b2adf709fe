import type { ProgramOperation } from "../../../testing/history/operation.ts";
import { type History, podsOf, renamed, resettled, type Settings } from "./history.ts";
import { lawful } from "./ledger.ts";

/** How many operations of a history it takes to show what is looked for; `undefined` when it does not show. */
export type Probe = (history: History) => Promise<number | undefined>;

/**
 * Makes a history smaller for as long as it shows what is looked for, in at most so many tries: fewer operations, fewer
 * pods, a smaller pool, less asked at once, and pods numbered from 1.
 */
export async function shrink(history: History, probe: Probe, budget: number): Promise<History> {
  const search = new Search(history, probe, budget);
  let before: History;
  do {
    before = search.best;
    // A smaller pool first: it is full after fewer operations, so there are fewer of them to try.
    await search.withSimplerSettings();
    await search.withoutOperations();
    await search.withFewerPods();
    await search.withSmallerRequests();
  } while (search.best !== before);
  await search.withNumberedPods();
  return search.best;
}

class Search {
  best: History;
  readonly #probe: Probe;
  /** What was tried shows the fault no more, or is no smaller than the best by now. */
  readonly #tried: Set<string>;
  #left: number;

  constructor(history: History, probe: Probe, budget: number) {
    this.best = history;
    this.#probe = probe;
    this.#left = budget;
    this.#tried = new Set([JSON.stringify(history)]);
  }

  /** Takes out halves, quarters and so on down to single operations, from the end to the beginning. */
  async withoutOperations(): Promise<void> {
    for (let size = this.best.operations.length; size >= 1; size = Math.floor(size / 2)) {
      for (let end = this.best.operations.length; end > 0; ) {
        const from = Math.max(0, end - size);
        const { operations } = this.best;
        const rest = [...operations.slice(0, from), ...operations.slice(end)];
        await this.#try({ ...this.best, operations: rest });
        end = Math.min(from, this.best.operations.length);
      }
    }
  }

  async withFewerPods(): Promise<void> {
    for (const [i, gone] of podsOf(this.best.operations).entries()) {
      for (const stays of podsOf(this.best.operations).slice(0, i)) {
        const operations = renamed(this.best.operations, (pod) => (pod === gone ? stays : pod));
        if (await this.#try({ ...this.best, operations })) break;
      }
    }
  }

  async withSmallerRequests(): Promise<void> {
    for (const at of this.best.operations.keys()) {
      let isSmaller: boolean;
      do {
        const { idsPerPod, operations } = this.best;
        isSmaller = false;
        for (const one of smaller(operations[at], idsPerPod)) {
          isSmaller = await this.#try({ ...this.best, operations: operations.map((old, i) => (i === at ? one : old)) });
          if (isSmaller) break;
        }
      } while (isSmaller);
    }
  }

  async withSimplerSettings(): Promise<void> {
    for (const settings of simpler(this.best)) if (await this.#try(resettled(this.best, settings))) return;
  }

  async withNumberedPods(): Promise<void> {
    const names = new Map(podsOf(this.best.operations).map((pod, i) => [pod, `p${i + 1}`]));
    const operations = renamed(this.best.operations, (pod) => names.get(pod) ?? pod);
    await this.#try({ ...this.best, operations });
  }

  async #try(candidate: History): Promise<boolean> {
    if (this.#left <= 0) return false;
    const history = lawful(candidate);
    if (this.#isTried(history)) return false;
    this.#left--;
    const needed = await this.#probe(history);
    if (needed === undefined) return false;
    this.best = { ...history, operations: history.operations.slice(0, needed) };
    this.#isTried(this.best);
    return true;
  }

  #isTried(history: History): boolean {
    const tried = this.#tried.size;
    return this.#tried.add(JSON.stringify(history)).size === tried;
  }
}

/** Fewer slots, and without a size where that says the same; a cleanup that names one pod less. */
function smaller(operation: ProgramOperation | undefined, idsPerPod: number): readonly ProgramOperation[] {
  if (operation?.op === "cleanup") {
    const { known, running } = operation;
    return [
      ...known.map((_, i) => ({ ...operation, known: known.filter((_pod, at) => at !== i) })),
      ...running.map((_, i) => ({ ...operation, running: running.filter((_pod, at) => at !== i) })),
    ];
  }
  if (operation?.op !== "allocate" || operation.size === undefined) return [];
  const { op, podUid, size } = operation;
  const fewer: ProgramOperation[] = [{ op, podUid }];
  for (let less = 2 * idsPerPod; less < size; less += idsPerPod) fewer.push({ op, podUid, size: less });
  return fewer;
}

/** Simpler settings, the simplest first: fewer slots, at the lowest IDs, at the same start, at the same end, across 2^32. */
function simpler(now: Settings): readonly Settings[] {
  const { pool, idsPerPod, seed } = now;
  const end = pool.start + pool.size;
  const found: Settings[] = [];
  for (const slots of sizes(pool.size / idsPerPod)) {
    const size = slots * idsPerPod;
    found.push({ pool: { start: 65536, size: slots * 65536 }, idsPerPod: 65536, seed: 1 });
    found.push({ pool: { start: 65536, size: slots * 65536 }, idsPerPod: 65536, seed });
    for (const start of [idsPerPod, pool.start, end - size]) found.push({ pool: { start, size }, idsPerPod, seed });
    // Half of the slots past 2^32; which of them is drawn is up to the seed.
    const start = TWO_32 - Math.ceil(slots / 2) * 65536;
    if (end > TWO_32)
      for (const other of [1, 2, 3, 4])
        found.push({ pool: { start, size: slots * 65536 }, idsPerPod: 65536, seed: other });
  }
  found.push({ pool, idsPerPod, seed: 1 });
  return found.filter((settings) => settings.pool.start < TWO_32 && cost(settings) < cost(now));
}

/** All small numbers of slots, and then twice as many each time, up to what there is. */
function sizes(most: number): readonly number[] {
  const all = [1, 2, 3, 4, 5, 6];
  for (let slots = 8; slots < most; slots *= 2) all.push(slots);
  return [...all.filter((slots) => slots < most), most];
}

const TWO_32 = 4294967296;

/** Orders settings by what a reader has to keep in mind: above all the slots, then the size of each, the start, the seed. */
function cost({ pool, idsPerPod, seed }: Settings): number {
  const isLow = pool.start === idsPerPod ? 0 : 1;
  return ((pool.size / idsPerPod) * 65536 + idsPerPod / 65536) * 4 + isLow * 2 + Math.min(seed - 1, 5) / 8;
}
