import type { Answer } from "../../../src/testing/history/answer.ts";
import type { FoundRange } from "../../../src/testing/history/finding.ts";
import type { AllocatorDefect } from "./defect.ts";
import { SimpleAllocator } from "./simple-allocator.ts";

/** The lowest run of free slots, for pods that may ask for several. */
export class SizedAllocator extends SimpleAllocator {
  readonly ranges = new Map<string, FoundRange>();

  override allocate(pod: string, size: number = this.pool.idsPerPod): Answer {
    const held = this.ranges.get(pod);
    if (held !== undefined) return held;
    const start = this.startFor(size);
    if (start === undefined) return this.full();
    this.ranges.set(pod, { start, size });
    this.records.set(pod, { start, size });
    return { start, size };
  }

  override release(pod: string): Answer {
    this.ranges.delete(pod);
    this.records.delete(pod);
    return { ok: true };
  }

  override restart(): Answer {
    this.ranges.clear();
    for (const [pod, range] of this.records) this.ranges.set(pod, range);
    return { ok: true };
  }

  startFor(size: number): number | undefined {
    const { start, idsPerPod } = this.pool;
    for (let slot = 0; slot * idsPerPod + size <= this.pool.size; slot++)
      if (this.isRoom(start + slot * idsPerPod, size)) return start + slot * idsPerPod;
    return undefined;
  }

  isRoom(from: number, size: number): boolean {
    const taken = [...this.ranges.values(), ...this.pool.exclude];
    return taken.every((range) => range.start >= from + size || range.start + range.size <= from);
  }
}

/** Mistakes that only show with pods of several slots, or in pools of many. */
export const SIZES: readonly AllocatorDefect[] = [
  {
    name: "the third slot of a pod is not looked at",
    seen: "a loop that is unrolled for one and two",
    breaks: "disjoint",
    sizes: true,
    make: class extends SizedAllocator {
      override isRoom(from: number, size: number): boolean {
        return super.isRoom(from, Math.min(size, 2 * this.pool.idsPerPod));
      }
    },
  },
  {
    name: "the fifth slot is given to everybody",
    needsManySlots: true,
    seen: "a word of bits that is too short",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override isFree(slot: number): boolean {
        return slot === 4 ? !this.isExcluded(slot) : super.isFree(slot);
      }
    },
  },
];
