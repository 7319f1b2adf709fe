import type { FoundRange } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";

/** Names states by who has which slots, and by what the strategy remembers. */
export interface Keys {
  readonly memory: (memory: unknown) => number;
  /** Adds a pod, from 0, to a name, or takes it away. */
  readonly toggle: (slots: number, pod: number, ranges: readonly FoundRange[], sign: 1 | -1) => number;
  readonly add: (slots: number, memory: number) => boolean;
  readonly states: () => number;
  readonly memories: () => number;
}

/** Makes the names for a pool: a digit for each slot, 0 when it is free and else the pod's number and 1. */
export function keysFor({ start, size, idsPerPod }: HistoryPool, pods: number): Keys {
  const slots = size / idsPerPod;
  if ((pods + 1) ** slots > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`explore: expected fewer slots or pods, got ${slots} slots and ${pods} pods`);
  const places = Array.from({ length: slots }, (_, slot) => (pods + 1) ** slot);
  const seen: Set<number>[] = [];
  const numbers = new Map<unknown, number>();
  let states = 0;
  return {
    memory: (memory) => {
      const key = typeof memory === "object" ? JSON.stringify(memory) : memory;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      seen.push(new Set());
      return numbers.size - 1;
    },
    toggle: (name, pod, ranges, sign) => {
      let next = name;
      for (const range of ranges)
        for (let id = range.start; id < range.start + range.size; id += idsPerPod)
          next += sign * (pod + 1) * (places[(id - start) / idsPerPod] ?? 0);
      return next;
    },
    add: (name, memory) => {
      const set = seen[memory];
      if (set === undefined || set.has(name)) return false;
      set.add(name);
      states++;
      return true;
    },
    states: () => states,
    memories: () => numbers.size,
  };
}
