import type { ExploreStep } from "../../../src/testing/explore/bounds.ts";

type Step = readonly [op: Exclude<ExploreStep, "restore">, pod?: number];

/** What is to be seen of first-fit after a history, and what may be left of its steps. */
interface Seen {
  readonly slots: readonly (number | undefined)[];
  readonly lost: readonly number[];
  /** Of the kinds of steps on the way, the two whose names come first; none in pools of more than three slots. */
  readonly kinds: readonly string[];
}

/** What a walk over all histories of first-fit counts that takes those for one after which the same is to be seen. */
export interface AllocatorCount {
  readonly states: number;
  readonly done: Readonly<Record<ExploreStep, number>>;
  readonly refused: Readonly<Record<ExploreStep, number>>;
}

/** Plays every history from its beginning, the short ones first; the first of those that look alike stands for all. */
export function countHistories(slotCount: number, pods: number): AllocatorCount {
  const done = { allocate: 0, release: 0, restore: 0, loseRecord: 0, restart: 0 };
  const refused = { ...done };
  const histories: (readonly Step[])[] = [[]];
  const known = new Set([JSON.stringify(played([], slotCount))]);
  for (const history of histories)
    for (const step of stepsAfter(history, slotCount, pods)) {
      const seen = played([...history, step], slotCount);
      (seen === undefined ? refused : done)[step[0]]++;
      if (seen === undefined || known.has(JSON.stringify(seen))) continue;
      known.add(JSON.stringify(seen));
      histories.push([...history, step]);
    }
  return { states: known.size, done, refused };
}

/** All pods that were asked for, and one that was not; a record is lost where none is yet. */
function stepsAfter(history: readonly Step[], slotCount: number, pods: number): readonly Step[] {
  const { slots, lost } = played(history, slotCount) as Seen;
  const named = new Set(history.flatMap(([, pod]) => (pod === undefined ? [] : [pod])));
  const asked = Array.from({ length: Math.min(named.size + 1, pods) }, (_, pod) => pod);
  const steps = asked.flatMap((pod): readonly Step[] => [
    ["allocate", pod],
    ["release", pod],
    ...(slots.includes(pod) && lost.length === 0 ? [["loseRecord", pod] as const] : []),
  ]);
  return [...steps, ["restart"]];
}

/** `undefined` where the last step is refused: no slot is free. */
function played(history: readonly Step[], slotCount: number): Seen | undefined {
  const slots: (number | undefined)[] = Array.from({ length: slotCount }, () => undefined);
  let lost: readonly number[] = [];
  const kinds = new Set<string>();
  for (const [op, pod = -1] of history) {
    const at = slots.indexOf(pod);
    const isThere = at !== -1;
    switch (op) {
      case "allocate":
        if (isThere) kinds.add("allocate of nothing");
        else if (slots.includes(undefined)) slots[slots.indexOf(undefined)] = pod;
        else return undefined;
        break;
      case "release":
        kinds.add(!isThere ? "release of nothing" : lost.includes(pod) ? "release without a record" : "release");
        if (isThere) slots[at] = undefined;
        lost = lost.filter((other) => other !== pod);
        break;
      case "loseRecord":
        lost = [...lost, pod];
        break;
      case "restart":
        kinds.add("restart of nothing");
        for (const gone of lost) slots[slots.indexOf(gone)] = undefined;
        lost = [];
    }
    for (const late of [...kinds].sort().slice(slotCount > 3 ? 0 : 2)) kinds.delete(late);
  }
  return { slots, lost, kinds: [...kinds].sort() };
}
