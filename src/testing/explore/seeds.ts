import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { drawInt } from "../../core/random/random.ts";
import type { MakeStrategy } from "../subject/subject.ts";

/** How the seed in a strategy's memory is set and taken out. */
export interface Seeding {
  /** A strategy whose next proposal is made with the seed that is set, and whose memory has none. */
  readonly strategy: Strategy;
  readonly seeds: readonly number[];
  /** Sets the seed of the next proposal. */
  readonly set: (seed: number) => void;
}

/**
 * Takes the seed out of a strategy: where its memory has one, each proposal can be made with any; one that does not
 * draw has one seed.
 */
export function seedingOf(make: MakeStrategy, slots: number, seeds: readonly number[] | undefined): Seeding {
  const inner = make(PROBE);
  const paths = seedPaths(inner.initial, make(OTHER_PROBE).initial);
  if (paths.length === 0) return { strategy: inner, seeds: [0], set: () => undefined };
  let seed = 0;
  const blank = (memory: unknown): unknown => paths.reduce((data, path) => put(data, path, 0), memory);
  const filled = (memory: unknown): unknown => paths.reduce((data, path) => put(data, path, seed), memory);
  const strategy: Strategy = {
    ...inner,
    initial: blank(inner.initial),
    propose: (request, view, memory) => {
      const proposal = inner.propose(request, view, filled(memory));
      return proposal.refuse === undefined ? { ranges: proposal.ranges, memory: blank(proposal.memory) } : proposal;
    },
  };
  const { released, restored } = inner;
  return {
    strategy: {
      ...strategy,
      ...(released && { released: (...event) => blank(released.apply(inner, event)) }),
      ...(restored && { restored: (...event) => blank(restored.apply(inner, event)) }),
    },
    seeds: seeds ?? seedsFor(slots),
    set: (next) => {
      seed = next;
    },
  };
}

/** Two seeds that nothing else in a memory is equal to. */
const PROBE = 0x5eed0001;
const OTHER_PROBE = 0x5eed0002;

type Path = readonly string[];

/** Where one memory has the one seed and the other the other. */
function seedPaths(a: unknown, b: unknown, path: Path = []): readonly Path[] {
  if (a === PROBE && b === OTHER_PROBE) return [path];
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return [];
  const others = b as Readonly<Record<string, unknown>>;
  return Object.entries(a).flatMap(([key, value]) => seedPaths(value, others[key], [...path, key]));
}

/** A copy with another value in one place. */
function put(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data)) return data.map((item, index) => (String(index) === key ? put(item, rest, value) : item));
  const object = data as Readonly<Record<string, unknown>>;
  return { ...object, [key]: put(object[key], rest, value) };
}

/** The first seeds by which a draw from any bound up to `slots` gives each number. */
function seedsFor(slots: number): readonly number[] {
  const missing = new Set<number>();
  const code = (bound: number, value: number): number => bound * (slots + 1) + value;
  for (let bound = 2; bound <= slots; bound++)
    for (let value = 0; value < bound; value++) missing.add(code(bound, value));
  const seeds = [0];
  for (let seed = 0; missing.size > 0; seed++) {
    const before = missing.size;
    for (let bound = 2; bound <= slots; bound++) missing.delete(code(bound, drawInt(seed, bound).value));
    if (missing.size < before && seed > 0) seeds.push(seed);
  }
  return seeds;
}
