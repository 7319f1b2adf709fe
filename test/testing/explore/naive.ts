import type { ExploreStep } from "../../../src/testing/explore/bounds.ts";

/** Which pod has which slot; `undefined`: nobody. */
type Slots = readonly (number | undefined)[];

/** What a walk over all states counts. */
export interface Count {
  readonly states: number;
  readonly done: Readonly<Record<ExploreStep, number>>;
  readonly refused: Readonly<Record<ExploreStep, number>>;
  readonly depth: number;
  readonly mostTaken: number;
}

/**
 * Walks over all states of first-fit with pods of one slot, by recursion and texts, and tries every step in each. Of the
 * restores of one pod that must be refused only one is counted, and none when another one was refused.
 */
export function count(slotCount: number, pods: number, excluded: readonly number[] = []): Count {
  const usable = Array.from({ length: slotCount }, (_, slot) => slot).filter((slot) => !excluded.includes(slot));
  const depths = new Map<string, number>();
  const states = new Map<string, Slots>();
  const done = { allocate: 0, release: 0, restore: 0, loseRecord: 0, restart: 0 };
  const refused = { allocate: 0, release: 0, restore: 0, loseRecord: 0, restart: 0 };
  const key = (slots: Slots): string => slots.map((pod) => pod ?? "-").join();
  const visit = (slots: Slots, depth: number): void => {
    const known = depths.get(key(slots));
    if (known !== undefined && known <= depth) return;
    depths.set(key(slots), depth);
    states.set(key(slots), slots);
    for (let pod = 0; pod < pods; pod++) for (const next of nexts(slots, pod)) visit(next, depth + 1);
  };
  const put = (slots: Slots, at: number, pod: number | undefined): Slots =>
    slots.map((other, slot) => (slot === at ? pod : other));
  const nexts = (slots: Slots, pod: number): readonly Slots[] => {
    const held = slots.indexOf(pod);
    if (held !== -1) return [put(slots, held, undefined)];
    return usable.filter((slot) => slots[slot] === undefined).map((slot) => put(slots, slot, pod));
  };
  visit(
    Array.from({ length: slotCount }, () => undefined),
    0,
  );
  for (const slots of states.values())
    for (let pod = 0; pod < pods; pod++) {
      const isLive = slots.includes(pod);
      const free = usable.filter((slot) => slots[slot] === undefined).length;
      (isLive || free > 0 ? done : refused).allocate++;
      (isLive ? done : refused).release++;
      const restored = isLive ? 1 : free;
      done.restore += restored;
      if (restored < slotCount) refused.restore += isLive ? 1 : refusals(slots, slotCount, excluded);
    }
  const mostTaken = Math.max(...[...states.values()].map((slots) => slots.filter((pod) => pod !== undefined).length));
  return { states: states.size, done, refused, depth: Math.max(...depths.values()), mostTaken };
}

/** A taken slot is tried once a pod; an excluded one, of which a set of live ranges says nothing, each time. */
function refusals(slots: Slots, slotCount: number, excluded: readonly number[]): number {
  let met = 0;
  let isRefused = false;
  for (let slot = 0; slot < slotCount; slot++) {
    const isTaken = slots[slot] !== undefined;
    if (isTaken && isRefused) continue;
    if (isTaken || excluded.includes(slot)) {
      met++;
      isRefused = true;
    }
  }
  return met;
}
