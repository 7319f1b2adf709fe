import type { AllocationRequest, PoolView, Proposal } from "../../strategy/strategy.ts";

/**
 * The run that starts at a slot. Without one, `fragmented` when enough slots are free; else `no-free-slot`, as may be
 * in the view that a wrapper hands on.
 */
export function proposeRun<Memory>(
  { slots, size }: AllocationRequest,
  view: PoolView,
  first: number | undefined,
  memory: Memory,
): Proposal<Memory> {
  if (first === undefined) return { refuse: hasFree(view, slots) ? "fragmented" : "no-free-slot" };
  const { start, idsPerPod } = view.pool;
  return { ranges: [{ start: start + first * idsPerPod, size }], memory };
}

/** Tells whether so many slots are free, wherever they are. A view's own number may have to be counted, slot by slot. */
export function hasFree(view: PoolView, slots: number): boolean {
  let missing = slots;
  let first = view.nextFree(0);
  while (first !== undefined) {
    const run = view.freeRun(first, missing);
    if (run === missing) return true;
    missing -= run;
    first = view.nextFree(first + run);
  }
  return false;
}

/** The first slot of the first free run at or after a slot; `undefined` when there is none up to the pool's end. */
export function nextRun(view: PoolView, slot: number, slots: number): number | undefined {
  let first = view.nextFree(slot);
  // Nearly every pod has one slot, and that is found.
  if (slots === 1) return first;
  while (first !== undefined) {
    const run = view.freeRun(first, slots);
    if (run === slots) return first;
    first = view.nextFree(first + run);
  }
  return undefined;
}

/** Like {@link nextRun}, of the runs that start at a multiple of their own size. */
export function nextAlignedRun(view: PoolView, slot: number, slots: number): number | undefined {
  const { start, idsPerPod } = view.pool;
  // Slots counted from ID 0, where multiples are multiples of IDs too; from the rest of the start, where there is one.
  const below = Math.floor(start / idsPerPod);
  let first = view.nextFree(slot);
  while (first !== undefined) {
    const aligned = Math.ceil((below + first) / slots) * slots - below;
    const run = view.freeRun(aligned, slots);
    if (run === slots) return aligned;
    first = view.nextFree(aligned + run);
  }
  return undefined;
}

/** Like {@link nextRun}, and from the pool's start when there is none up to its end; a run does not go over the end. */
export function nextRunAround(view: PoolView, slot: number, slots: number): number | undefined {
  return nextRun(view, slot, slots) ?? nextRun(view, 0, slots);
}
