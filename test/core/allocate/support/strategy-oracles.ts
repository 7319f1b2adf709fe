import type { StrategyName } from "../../../../src/core/allocate/strategies/strategies.ts";
import type {
  AllocationRequest,
  PoolView,
  Proposal,
  Strategy,
} from "../../../../src/core/allocate/strategy/strategy.ts";
import { drawInt } from "../../../../src/core/random/random.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import { bytesOf, NSPAWN, NSRESOURCED, sipHashOracle } from "./siphash-oracle.ts";

/** Every strategy once more, by looking at every slot: slow and plain. They refuse and choose as theirs do. */
export const ORACLES: Readonly<Record<StrategyName, (seed: number) => Strategy>> = {
  "random-scan": randomScanOracle,
  "first-fit": firstFitOracle,
  "aligned-first-fit": alignedFirstFitOracle,
  "next-fit": nextFitOracle,
  "hash-probe": (seed) => hashProbeOracle(seed, false),
  "hash-partition": hashPartitionOracle,
  "hash-linear": hashLinearOracle,
  "by-index": () => byIndexOracle((podUid) => Number(/[0-9]+$/.exec(podUid)?.[0] ?? Number.NaN)),
  "least-recently-released": leastRecentlyReleasedOracle,
  buddy: buddyOracle,
  fragments: fragmentsOracle,
};

/** The slots where a run of free slots starts, in ascending order. */
function freePlaces(view: PoolView, slots: number): readonly number[] {
  return allPlaces(view, slots).filter((first) => isFreeRun(view, first, slots));
}

/** The slots where a run could start if everything were free. */
function allPlaces({ pool }: PoolView, slots: number): readonly number[] {
  return Array.from({ length: Math.max(0, pool.slots - slots + 1) }, (_, first) => first);
}

function isFreeRun(view: PoolView, first: number, slots: number): boolean {
  return Array.from({ length: slots }, (_, i) => first + i).every((slot) => view.isFree(slot));
}

function answer<Memory>(
  { slots, size }: AllocationRequest,
  view: PoolView,
  first: number | undefined,
  memory: Memory,
  otherwise?: string,
): Proposal<Memory> {
  if (first !== undefined) return { ranges: [{ start: view.slotRange(first).start, size }], memory };
  return { refuse: freePlaces(view, slots).length > 0 && otherwise !== undefined ? otherwise : "fragmented" };
}

/** The first place from a slot on, and then from the pool's start. */
function nextPlace(view: PoolView, slots: number, from: number): number | undefined {
  const free = freePlaces(view, slots);
  return free.find((first) => first >= from) ?? free[0];
}

function randomScanOracle(seed: number): Strategy<number> {
  return {
    name: "oracle",
    initial: seed,
    propose: (request, view, memory) => {
      const { value, state } = drawInt(memory, view.pool.slots);
      return answer(request, view, nextPlace(view, request.slots, value), state);
    },
  };
}

function firstFitOracle(): Strategy<null> {
  return {
    name: "oracle",
    initial: null,
    propose: (request, view) => answer(request, view, freePlaces(view, request.slots)[0], null),
  };
}

/** Remembers every slot that it gave last. */
function nextFitOracle(): Strategy<readonly number[]> {
  return {
    name: "oracle",
    initial: [],
    propose: (request, view, given) => {
      const behind = ((given.at(-1) ?? -1) + 1) % view.pool.slots;
      const first = nextPlace(view, request.slots, behind);
      return answer(request, view, first, [...given, (first ?? 0) + request.slots - 1]);
    },
  };
}

function alignedFirstFitOracle(): Strategy<null> {
  return {
    name: "oracle",
    initial: null,
    propose: (request, view) => {
      const isAligned = (first: number): boolean => view.slotRange(first).start % request.size === 0;
      return answer(request, view, freePlaces(view, request.slots).find(isAligned), null);
    },
  };
}

function hashLinearOracle(): Strategy<null> {
  return {
    name: "oracle",
    initial: null,
    propose: (request, view) => {
      const home = Number(sipHashOracle(NSPAWN, bytesOf(request.podUid)) % BigInt(view.pool.slots));
      return answer(request, view, nextPlace(view, request.slots, home), null);
    },
  };
}

export function hashProbeOracle(seed: number, faithful: boolean): Strategy<number> {
  return {
    name: "oracle",
    initial: seed,
    propose: (request, view, memory) => {
      const { pool } = view;
      const places = pool.slots - request.slots + 1;
      const nspawn = (candidate: number): number => {
        const span = (places - 1) * pool.idsPerPod;
        return span === 0 ? 0 : Math.floor((candidate % span) / pool.idsPerPod);
      };
      const hash = sipHashOracle(NSPAWN, bytesOf(request.podUid));
      const tried = [faithful ? nspawn(Number(hash % 4294967296n)) : Number(hash % BigInt(places))];
      const states = [memory];
      while (tried.length < 98) {
        const { value, state } = drawInt(states.at(-1) as number, faithful ? 4294967296 : places);
        tried.push(faithful ? nspawn(value) : value);
        states.push(state);
      }
      const hit = tried.findIndex((first) => isFreeRun(view, first, request.slots));
      return answer(request, view, tried[hit], states[hit] as number, "out-of-tries");
    },
  };
}

function hashPartitionOracle(seed: number): Strategy<number> {
  return {
    name: "oracle",
    initial: seed,
    propose: (request, view, memory) => {
      const { pool } = view;
      const isBarred = (range: IdRange): boolean =>
        pool.exclude.some((out) => out.start < range.start + range.size && range.start < out.start + out.size);
      const list = allPlaces(view, request.slots).filter(
        (first) => !isBarred({ start: view.slotRange(first).start, size: request.size }),
      );
      let generator = memory;
      for (let turn = 0; list.length > 0; turn++) {
        let i = Number(sipHashOracle(NSRESOURCED, [...bytesOf(request.podUid), 0]) % BigInt(list.length));
        if (turn > 0) ({ value: i, state: generator } = drawInt(generator, list.length));
        const first = list[i] as number;
        if (isFreeRun(view, first, request.slots)) return answer(request, view, first, generator);
        list.splice(i, 1, list.at(-1) as number);
        list.pop();
      }
      return answer(request, view, undefined, generator);
    },
  };
}

export function byIndexOracle(indexOf: (podUid: string) => number): Strategy<null> {
  return {
    name: "oracle",
    initial: null,
    propose: (request, view) => {
      const index = indexOf(request.podUid);
      if (!(index >= 0 && index % 1 === 0)) return { refuse: "no-index" };
      if (!allPlaces(view, request.slots).includes(index)) return { refuse: "index-past-pool" };
      return isFreeRun(view, index, request.slots) ? answer(request, view, index, null) : { refuse: "index-taken" };
    },
  };
}

/** Remembers every release there was; the last one of a slot is its age. */
function leastRecentlyReleasedOracle(): Strategy<readonly (readonly number[])[]> {
  return {
    name: "oracle",
    initial: [],
    propose: (request, view, releases) => {
      const ageOf = (slot: number): number => releases.map((slots) => slots.includes(slot)).lastIndexOf(true);
      const ageOfRun = (first: number): number =>
        Math.max(...Array.from({ length: request.slots }, (_, i) => ageOf(first + i)));
      const [oldest] = [...freePlaces(view, request.slots)].sort((a, b) => ageOfRun(a) - ageOfRun(b) || a - b);
      return answer(request, view, oldest, releases);
    },
    released: ({ ranges }, view, releases) => [...releases, slotsIn(view, ranges)],
  };
}

/** Remembers for each pod the slots of its block that it did not ask for. */
function buddyOracle(): Strategy<readonly Rest[]> {
  return {
    name: "oracle",
    initial: [],
    propose: ({ podUid, slots, size }, view, rests) => {
      const isOpen = (slot: number): boolean => view.isFree(slot) && !rests.some((rest) => rest.slots.includes(slot));
      const open = blocksIn(view).filter((block) => block.every(isOpen));
      const whole = open.filter((block) => !open.some((other) => other.length > block.length && holds(other, block)));
      const [best] = whole
        .filter((block) => block.length >= slots)
        .sort((a, b) => a.length - b.length || (a[0] as number) - (b[0] as number));
      if (best === undefined) return { refuse: "no-free-block" };
      const first = best[0] as number;
      const rest = restOf(view, first, slots);
      return { ranges: [{ start: view.slotRange(first).start, size }], memory: [...rests, { podUid, slots: rest }] };
    },
    released: ({ podUid }, _view, rests) => rests.filter((rest) => rest.podUid !== podUid),
    restored: ({ podUid, ranges }, view, rests) => [
      ...rests,
      ...ranges.map((range) => {
        const slots = slotsIn(view, [range]);
        return { podUid, slots: restOf(view, slots[0] as number, slots.length) };
      }),
    ],
  };
}

interface Rest {
  readonly podUid: string;
  readonly slots: readonly number[];
}

/** Every block that a pool can be cut into: of 1, 2, 4, 8 … slots, at multiples of its size, within the largest. */
function blocksIn({ pool }: PoolView): readonly (readonly number[])[] {
  const sizes = [1, 2, 4, 8, 16].filter((size) => size <= pool.slots);
  const within = sizes.at(-1) as number;
  return sizes.flatMap((size) =>
    Array.from({ length: within / size }, (_, at) => Array.from({ length: size }, (_slot, i) => at * size + i)),
  );
}

function holds(block: readonly number[], other: readonly number[]): boolean {
  return other.every((slot) => block.includes(slot));
}

/** What is left of the smallest block that so many slots fit into, if they start where it does. */
function restOf(view: PoolView, first: number, slots: number): readonly number[] {
  return (
    blocksIn(view)
      .find((block) => block[0] === first && block.length >= slots)
      ?.slice(slots) ?? []
  );
}

/** Gives slot by slot; the allocator joins them. */
function fragmentsOracle(): Strategy<null> {
  return {
    name: "oracle",
    initial: null,
    propose: ({ slots }, view) => {
      const free = allPlaces(view, 1).filter((slot) => view.isFree(slot));
      return { ranges: free.slice(0, slots).map((slot) => view.slotRange(slot)), memory: null };
    },
  };
}

export function slotsIn({ pool }: PoolView, ranges: readonly IdRange[]): readonly number[] {
  return Array.from({ length: pool.slots }, (_, slot) => slot).filter((slot) => {
    const id = pool.start + slot * pool.idsPerPod;
    return ranges.some(({ start, size }) => id >= start && id < start + size);
  });
}
