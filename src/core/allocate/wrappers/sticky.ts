import { checkInteger } from "../../id/integer.ts";
import { isUint32 } from "../../id/uint32.ts";
import { expectObject } from "../../misuse/misuse.ts";
import type { IdRange } from "../../range/range.ts";
import type { Pool } from "../pool/pool.ts";
import { runsOf } from "../strategies/support/runs-of.ts";
import type { AllocationRequest, PodRanges, PoolView, Strategy, StrategyPromise } from "../strategy/strategy.ts";
import { aroundProposal, innerAccepts, readInner, tellInner } from "./inner.ts";

/** How much {@link sticky} remembers. */
export interface StickyOptions {
  /**
   * How many pods that are gone are remembered, 1 to 65536; of more, those that went first are forgotten.
   *
   * @defaultValue 256
   */
  readonly pods?: number;
}

/**
 * Gives a pod that comes back the ranges it had, as long as they are free; every other pod gets what the strategy inside
 * proposes.
 *
 * Ranges come back whole or not at all, and only to a pod that wants as many slots as before. Remembered are the last `pods`
 * pods that gave ranges back, no UID longer than 253 characters, and, of what {@link restore} gave, nothing that the strategy
 * inside promises not to give; a release copies a list of so many entries. Outside of {@link quarantine}, a pod's own range
 * does not rest from it; inside, it does.
 *
 * @param inner - the strategy inside; it hears of a range that came back as of one restored
 * @param options - how many pods to remember
 * @returns the strategy `sticky(INNER)`, or `sticky(INNER, PODS)` with a number of one's own; it remembers the pods that are
 * gone, and promises what the strategy inside does
 * @throws TypeError when the strategy is none, or the number is not an integer, RangeError when the number is out of
 * range.
 * @remarks systemd-nspawn looks at the owner of a container's directory first (`uid_shift_pick`), which is to the same effect.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, nextFit, release, sticky, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state, range } = unwrap(allocate(emptyAllocations(pool, sticky(nextFit())), "pod-a"));
 * const other = unwrap(allocate(unwrap(release(state, "pod-a")).state, "pod-b")).state;
 * unwrap(allocate(other, "pod-a")).range; // => range
 * ```
 */
export function sticky(inner: Strategy, options: StickyOptions = {}): Strategy {
  const { name, initial, promises } = readInner("sticky", inner);
  expectObject("sticky", "options", options, "an object such as { pods: 64 }");
  const { pods } = options;
  const limit = checkInteger("sticky", "pods", pods === undefined ? 256 : pods, 1, 65536);
  const strategy: Strategy<StickyMemory> = {
    // Two that remember unlike many must not read each other's snapshots.
    name: pods === undefined ? `sticky(${name})` : `sticky(${name}, ${limit})`,
    initial: { inner: initial, gone: [] },
    promises,
    propose: (request, view, { inner: own, gone }) => {
      const former = gone.find(({ podUid }) => podUid === request.podUid);
      if (former === undefined || !isToBeHad(former, request, view))
        return aroundProposal(inner.propose(request, view, own), (next) => ({ inner: next, gone }));
      const { podUid, ranges } = former;
      const event = { podUid, ranges, now: request.now };
      const memory = tellInner(strategy, inner, "restored", event, view, own, (next) => ({ inner: next, gone }));
      return { ranges, memory };
    },
    released: (event, view, { inner: own, gone }) =>
      tellInner(strategy, inner, "released", event, view, own, (next) => ({
        inner: next,
        gone: remember(gone, event, promises, view.pool).slice(-limit),
      })),
    restored: (event, view, { inner: own, gone }) =>
      tellInner(strategy, inner, "restored", event, view, own, (next) => ({ inner: next, gone })),
    accepts: (memory, pool): memory is StickyMemory => isStickyMemory(inner, limit, memory, pool),
  };
  return strategy;
}

interface GonePod {
  readonly podUid: string;
  /** The ranges it had, in ascending order. */
  readonly ranges: readonly IdRange[];
}

interface StickyMemory {
  readonly inner: unknown;
  /** The pods that are gone, the last one last. */
  readonly gone: readonly GonePod[];
}

/** As long as a Kubernetes name can be; a UID has 36 characters. */
const LONGEST_UID = 253;

function isToBeHad({ ranges }: GonePod, { size }: AllocationRequest, view: PoolView): boolean {
  return (
    ranges.reduce((sum, range) => sum + range.size, 0) === size &&
    runsOf(view.pool, ranges).every(({ first, count }) => view.freeRun(first, count) === count)
  );
}

function remember(
  gone: readonly GonePod[],
  { podUid, ranges }: PodRanges,
  promises: readonly StrategyPromise[],
  pool: Pool,
): readonly GonePod[] {
  const others = gone.filter((pod) => pod.podUid !== podUid);
  return podUid.length <= LONGEST_UID && isAsPromised(ranges, promises, pool)
    ? [...others, { podUid, ranges }]
    : others;
}

function isAsPromised(ranges: readonly IdRange[], promises: readonly StrategyPromise[], { aligned }: Pool): boolean {
  if (promises.includes("one-range") && ranges.length > 1) return false;
  return aligned === false || !promises.includes("aligned") || ranges.every(({ start, size }) => start % size === 0);
}

function isStickyMemory(inner: Strategy, limit: number, memory: unknown, pool: Pool): memory is StickyMemory {
  if (typeof memory !== "object" || memory === null) return false;
  const { gone, inner: own } = memory as Readonly<Record<string, unknown>>;
  if (!Array.isArray(gone) || gone.length > limit || !gone.every((pod: unknown) => isGonePod(pod, pool))) return false;
  return innerAccepts(inner, own, pool);
}

function isGonePod(value: unknown, pool: Pool): value is GonePod {
  if (typeof value !== "object" || value === null) return false;
  const { podUid, ranges } = value as Readonly<Record<string, unknown>>;
  if (typeof podUid !== "string" || podUid.length > LONGEST_UID || !Array.isArray(ranges)) return false;
  let end = pool.start;
  for (const range of ranges) {
    if (!isWholeSlots(range, pool) || range.start < end) return false;
    end = range.start + range.size;
  }
  return end > pool.start && end <= pool.start + pool.slots * pool.idsPerPod;
}

function isWholeSlots(value: unknown, { start: first, idsPerPod }: Pool): value is IdRange {
  if (typeof value !== "object" || value === null) return false;
  const { start, size } = value as Readonly<Record<string, unknown>>;
  return isUint32(start) && isUint32(size) && (start - first) % idsPerPod === 0 && size % idsPerPod === 0 && size > 0;
}
