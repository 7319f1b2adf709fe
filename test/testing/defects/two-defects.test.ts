import { describe, expect, it } from "vitest";
import { checkAllocator } from "../../../src/testing/check/check-allocator.ts";
import type { Answer } from "../../../src/testing/history/answer.ts";
import type { LawName } from "../../../src/testing/laws/laws.ts";
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

/** The laws that are found one after the other, each of them left aside from then on. */
function lawsBroken(make: typeof SimpleAllocator): readonly LawName[] {
  const laws: LawName[] = [];
  for (;;) {
    const report = checkAllocator(
      { start: (pool, seed) => new make(pool, seed) },
      { seed: 65536, numRuns: 1000, except: laws },
    );
    const law = report.counterexample?.finding.law;
    if (law === undefined) return laws;
    laws.push(law);
  }
}

describe("an allocator", () => {
  it("that loses ranges with their records is not blamed for its restarts", () => {
    expect(lawsBroken(Leaking)).not.toContain("restart");
    expect(lawsBroken(Leaking)).toContain("same-range");
  });

  it("that has a second defect is found to have both", () => {
    expect(lawsBroken(LeakingAndNumbering)).toEqual(expect.arrayContaining(["same-range", "restart"]));
  });
});
