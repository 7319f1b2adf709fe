import { describe, expect, it } from "vitest";
import { checkAllocator } from "../../../src/testing/check/check.ts";
import type { Answer } from "../../../src/testing/history/answer.ts";
import type { History } from "../../../src/testing/history/history.ts";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import type { AnyLaw } from "../../../src/testing/laws/laws.ts";
import type { OwnLaw } from "../../../src/testing/model/own-laws.ts";
import type { AllocatorAdapter } from "../../../src/testing/subject/adapter.ts";
import { SimpleAllocator } from "./simple-allocator.ts";

/** Asks the disk each time: a pod whose record is gone gets another range, and the first one is never free again. */
class Leaking extends SimpleAllocator {
  readonly leaked = new Set<number>();

  override allocate(pod: string): Answer {
    const held = this.slots.get(pod);
    if (held !== undefined && !this.records.has(pod)) {
      this.leaked.add(held);
      this.slots.delete(pod);
    }
    return super.allocate(pod);
  }

  override isFree(slot: number): boolean {
    return super.isFree(slot) && !this.leaked.has(slot);
  }
}

/** Counts its pods from the end after a restart, besides. */
class LeakingAndNumbering extends Leaking {
  override restart(): Answer {
    const usable = [...Array(this.length).keys()].filter((slot) => !this.isExcluded(slot)).reverse();
    this.slots = new Map([...this.records.keys()].map((pod, index) => [pod, usable[index] ?? 0]));
    return { ok: true };
  }
}

/** Keeps the last slot for itself, and counts its pods anew after a restart. */
class SparingAndNumbering extends SimpleAllocator {
  override isFree(slot: number): boolean {
    return super.isFree(slot) && slot !== this.length - 1;
  }

  override restart(): Answer {
    this.slots = new Map([...this.records.keys()].map((pod, index) => [pod, index]));
    return { ok: true };
  }
}

/** Forgets everything at a restart. */
class Forgetting extends SimpleAllocator {
  override restart(): Answer {
    this.slots.clear();
    return { ok: true };
  }
}

/** Gives back nothing, and gives a slot of a pod that has left its record to the next one after a restart. */
class KeepingAndForgetting extends Forgetting {
  readonly resting = new Set<number>();

  override release(pod: string): Answer {
    const slot = this.slots.get(pod);
    if (slot !== undefined) this.resting.add(slot);
    return super.release(pod);
  }

  override isFree(slot: number): boolean {
    return super.isFree(slot) && !this.resting.has(slot);
  }
}

/** Gives back nothing, and frees the slot above when a pod ends: both show when a pod has ended. */
class KeepingAndFreeing extends SimpleAllocator {
  readonly resting = new Set<number>();
  readonly freed = new Set<string>();

  override release(pod: string): Answer {
    const slot = this.slots.get(pod);
    for (const [other, taken] of this.slots) if (slot !== undefined && taken === slot + 1) this.freed.add(other);
    if (slot !== undefined) this.resting.add(slot);
    return super.release(pod);
  }

  override isFree(slot: number): boolean {
    const isTaken = [...this.slots].some(([pod, taken]) => taken === slot && !this.freed.has(pod));
    return !isTaken && !this.resting.has(slot) && !this.isExcluded(slot);
  }
}

/** Looks at nothing that is excluded, and forgets everything at a restart. */
class OverlookingAndForgetting extends Forgetting {
  override isExcluded(): boolean {
    return false;
  }
}

/** Keeps the first slot for itself, and loses what has lost its record. */
class LateAndLosing extends SimpleAllocator {
  override isFree(slot: number): boolean {
    return slot > 0 && super.isFree(slot);
  }

  override loseRecord(pod: string): Answer {
    return this.release(pod);
  }
}

/** The laws that one check finds broken, those of one's own among them. */
function lawsBroken(make: typeof SimpleAllocator, laws: Readonly<Record<string, OwnLaw>> = {}): readonly AnyLaw[] {
  const adapter: AllocatorAdapter = { start: (pool, seed) => new make(pool, seed) };
  const { counterexamples } = checkAllocator(adapter, { seed: 65536, numRuns: 1000, laws });
  return counterexamples.map(({ finding }) => finding.law);
}

describe("an allocator", () => {
  it("that loses ranges with their records is not blamed for its restarts", () => {
    expect(lawsBroken(Leaking)).not.toContain("restart");
    expect(lawsBroken(Leaking)).toContain("same-range");
  });

  it("that has a second defect is found to have both", () => {
    expect(lawsBroken(LeakingAndNumbering)).toEqual(expect.arrayContaining(["same-range", "restart"]));
  });

  it("that has two which the same history can show is found to have both", () => {
    const found = checkAllocator({ start: (pool, seed) => new SparingAndNumbering(pool, seed) }, { seed: 65536 });
    expect(found.counterexamples.map(({ finding: { law }, also = [] }) => [law, ...also])).toEqual([
      ["complete"],
      ["disjoint", "restart", "same-range"],
    ]);
  });

  it.each<[string, typeof SimpleAllocator, readonly string[]]>([
    ["keeps what is released, and forgets at a restart", KeepingAndForgetting, ["gives-back", "disjoint"]],
    ["keeps what is released, and frees what is not", KeepingAndFreeing, ["gives-back", "disjoint"]],
    ["overlooks what is excluded, and forgets at a restart", OverlookingAndForgetting, ["in-pool", "disjoint"]],
    ["begins one slot late, and loses pods with their records", LateAndLosing, ["complete", "disjoint"]],
  ])("that %s is found to do both", (_name, make, laws) => {
    const { counterexamples } = checkAllocator({ start: (pool, seed) => new make(pool, seed) }, { seed: 65536 });
    const found = counterexamples.map(({ finding: { law }, also = [] }) => [law, ...also]);
    expect(found.filter((family) => laws.some((law) => family.includes(law))).length).toBe(2);
    expect(found.flat()).toEqual(expect.arrayContaining([...laws]));
  });

  it("that breaks two laws by one defect is named by that of the smaller history", () => {
    const asks = (podUid: string): HistoryOperation => ({ op: "allocate", podUid });
    const restart: HistoryOperation = { op: "restart" };
    const history = (...operations: readonly HistoryOperation[]): [History] => [
      { pool: { start: 10, size: 50, idsPerPod: 10, exclude: [] }, seed: 1, operations },
    ];
    const larger = history(asks("a"), asks("b"), asks("c"), restart, asks("d"));
    const smaller = history(asks("a"), asks("b"), restart, asks("b"));
    // As they are: shrunk, the first would come to less.
    const params = { examples: [larger, smaller], numRuns: 2, endOnFailure: true };
    const { counterexamples, counterexample, details, text } = checkAllocator(
      { start: (pool, seed) => new Forgetting(pool, seed) },
      params,
    );
    expect(counterexamples.map(({ finding: { law }, also = [] }) => [law, ...also])).toEqual([["restart", "disjoint"]]);
    expect(counterexample?.history.operations).toHaveLength(4);
    expect(details.counterexample).toEqual(smaller);
    expect(text).toContain("The same defect breaks disjoint, too.");
  });

  it("that breaks a law of one's own, too, is found to", () => {
    const few: OwnLaw = ({ live }) => (live.length > 2 ? `${live.length} pods are live` : undefined);
    expect(lawsBroken(SimpleAllocator, { few })).toEqual(["few"]);
    expect(lawsBroken(Leaking, { few })).toEqual(expect.arrayContaining(["same-range", "few"]));
  });
});
