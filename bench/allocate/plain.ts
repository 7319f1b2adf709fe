import { drawInt } from "../../src/core/random/random.ts";
import type { IdRange } from "../../src/core/range/range.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { Prepare } from "../support/suite.ts";
import { churn } from "./churn.ts";

type Answer = Result<{ readonly state: PlainAllocator; readonly range: IdRange }, { readonly code: string }>;

/**
 * A harder baseline: a mutable allocator as one writes it when there is one strategy only, so nothing to propose and
 * nothing to check. What the library takes longer than this is the price of purity and of strategies from outside.
 */
class PlainAllocator {
  readonly #start: number;
  readonly #idsPerPod: number;
  readonly #slots: number;
  readonly #index = new Map<string, number>();
  readonly #owners: (string | undefined)[];
  readonly #words: Int32Array;
  readonly #summary: Int32Array;
  #seed = 1;

  constructor(start: number, idsPerPod: number, slots: number) {
    this.#start = start;
    this.#idsPerPod = idsPerPod;
    this.#slots = slots;
    this.#owners = new Array<undefined>(slots).fill(undefined);
    this.#words = new Int32Array(Math.ceil(slots / 32));
    this.#summary = new Int32Array(Math.ceil(slots / 1024));
    for (let slot = 0; slot < slots; slot++) this.#flip(slot);
  }

  allocate(podUid: string): Answer {
    if (typeof podUid !== "string") throw new TypeError("allocate: expected podUid to be a string");
    const held = this.#index.get(podUid);
    if (held !== undefined) return ok({ state: this, range: this.#range(held) });
    if (this.#index.size === this.#slots) return err({ code: "exhausted" });
    const { value, state } = drawInt(this.#seed, this.#slots);
    this.#seed = state;
    const slot = this.#next(value) ?? this.#next(0) ?? 0;
    this.#flip(slot);
    this.#owners[slot] = podUid;
    this.#index.set(podUid, slot);
    return ok({ state: this, range: this.#range(slot) });
  }

  release(podUid: string): Answer {
    if (typeof podUid !== "string") throw new TypeError("release: expected podUid to be a string");
    const slot = this.#index.get(podUid);
    if (slot === undefined) return err({ code: "not-allocated" });
    this.#flip(slot);
    this.#owners[slot] = undefined;
    this.#index.delete(podUid);
    return ok({ state: this, range: this.#range(slot) });
  }

  #range(slot: number): IdRange {
    return { start: this.#start + slot * this.#idsPerPod, size: this.#idsPerPod };
  }

  #flip(slot: number): void {
    const word = slot >> 5;
    const flipped = this.#word(word) ^ (1 << slot);
    this.#words[word] = flipped;
    const group = this.#group(word >> 5);
    this.#summary[word >> 5] = flipped === 0 ? group & ~(1 << word) : group | (1 << word);
  }

  #next(slot: number): number | undefined {
    const word = slot >> 5;
    const here = this.#word(word) & (-1 << slot);
    if (here !== 0) return word * 32 + 31 - Math.clz32(here & -here);
    let mask = -1 << (word + 1);
    for (let group = (word + 1) >> 5; group < this.#summary.length; group++) {
      const some = this.#group(group) & mask;
      if (some !== 0) {
        const found = group * 32 + 31 - Math.clz32(some & -some);
        const bits = this.#word(found);
        return found * 32 + 31 - Math.clz32(bits & -bits);
      }
      mask = -1;
    }
    return undefined;
  }

  #word(word: number): number {
    return this.#words[word] as number;
  }

  #group(group: number): number {
    return this.#summary[group] as number;
  }
}

/** One strategy, wired in. */
export const prepare: Prepare = (cell) =>
  churn(cell, ({ start, idsPerPod, slots }) => {
    const state = new PlainAllocator(start, idsPerPod, slots);
    return {
      allocate(podUid) {
        const result = state.allocate(podUid);
        if (!result.ok) throw new Error(result.error.code);
      },
      release(podUid) {
        const result = state.release(podUid);
        if (!result.ok) throw new Error(result.error.code);
      },
    };
  });
