import type { AllocationRequest, PoolView, Proposal, Strategy } from "../../../../src/core/allocate/strategy.ts";
import { drawInt } from "../../../../src/core/random/random.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import { bytesOf, NSPAWN, NSRESOURCED, sipHashOracle } from "./siphash-oracle.ts";

/** Every strategy once more, by looking at every slot: slow and plain. They refuse and choose as theirs do. */

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

export function alignedFirstFitOracle(): Strategy<null> {
  return {
    name: "oracle",
    initial: null,
    propose: (request, view) => {
      const isAligned = (first: number): boolean => view.slotRange(first).start % request.size === 0;
      return answer(request, view, freePlaces(view, request.slots).find(isAligned), null);
    },
  };
}

export function hashLinearOracle(): Strategy<null> {
  return {
    name: "oracle",
    initial: null,
    propose: (request, view) => {
      const home = Number(sipHashOracle(NSPAWN, bytesOf(request.podUid)) % BigInt(view.pool.slots));
      const free = freePlaces(view, request.slots);
      return answer(request, view, free.find((first) => first >= home) ?? free[0], null);
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

export function hashPartitionOracle(seed: number): Strategy<number> {
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
export function leastRecentlyReleasedOracle(): Strategy<readonly (readonly number[])[]> {
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

export function slotsIn({ pool }: PoolView, ranges: readonly IdRange[]): readonly number[] {
  return Array.from({ length: pool.slots }, (_, slot) => slot).filter((slot) => {
    const id = pool.start + slot * pool.idsPerPod;
    return ranges.some(({ start, size }) => id >= start && id < start + size);
  });
}
