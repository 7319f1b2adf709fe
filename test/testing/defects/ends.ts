import type { Answer } from "../../../src/testing/history/answer.ts";
import type { FoundRange } from "../../../src/testing/history/finding.ts";
import type { AllocatorDefect } from "./defect.ts";
import { SimpleAllocator } from "./simple-allocator.ts";

/** Mistakes at the ends: of the pool, of the IDs, of a range. */
export const ENDS: readonly AllocatorDefect[] = [
  {
    name: "the end of the pool is inclusive",
    seen: "Incus, LXD, youki, unshare",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      override get length(): number {
        return super.length + 1;
      }
    },
  },
  {
    name: "the sum wraps at 2^32",
    seen: "shadow, the kubelet's multiplication",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      override get length(): number {
        const { start, size, idsPerPod } = this.pool;
        return start + size + idsPerPod > 4294967295 ? super.length + 2 : super.length;
      }
      override range(slot: number): FoundRange {
        const { start, size } = super.range(slot);
        return { start: start >>> 0, size };
      }
      override find(): number | undefined {
        const { length } = this;
        // The slot that holds the last ID is known to be wrong, the one behind it is not.
        for (let slot = 0; slot < length; slot++)
          if (this.isFree(slot) && this.range(slot).start + this.pool.idsPerPod <= 4294967295) return slot;
        return undefined;
      }
    },
  },
  {
    name: "IDs are signed numbers of 32 bits",
    seen: "every use of |0",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      override range(slot: number): FoundRange {
        const { start, size } = super.range(slot);
        return { start: start | 0, size };
      }
    },
  },
  {
    name: "the last slot holds 4294967295",
    seen: "the kubelet's default pool",
    breaks: "no-last-id",
    make: class extends SimpleAllocator {
      override get length(): number {
        const { start, size, idsPerPod } = this.pool;
        return start + size + idsPerPod > 4294967295 ? super.length + 1 : super.length;
      }
    },
  },
  {
    name: "the last slot is never chosen",
    seen: "systemd-nspawn, Nomad",
    breaks: "complete",
    make: class extends SimpleAllocator {
      override get length(): number {
        return super.length - 1;
      }
    },
  },
  {
    name: "the scan begins one slot late",
    seen: "off by one",
    breaks: "complete",
    make: class extends SimpleAllocator {
      override isFree(slot: number): boolean {
        return slot > 0 && super.isFree(slot);
      }
    },
  },
  {
    name: "the range has one ID less",
    seen: "last minus first",
    breaks: "answers",
    make: class extends SimpleAllocator {
      override range(slot: number): FoundRange {
        const { start, size } = super.range(slot);
        return { start, size: size - 1 };
      }
    },
  },
  {
    name: "the pointer moves below the pool",
    seen: "Incus, LXD",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      next = 0;
      override find(): number | undefined {
        if (super.find("") === undefined) return undefined;
        while (this.next < this.length && !this.isFree(this.next)) this.next++;
        return this.next < this.length ? this.next : super.find("");
      }
      override release(pod: string): Answer {
        const slot = this.slots.get(pod);
        if (slot !== undefined) this.next = slot - 1;
        return super.release(pod);
      }
    },
  },
  {
    name: "a range starts one ID late where there is room",
    seen: "wrong alignment",
    breaks: "aligned",
    promises: ["aligned", "complete", "one-range"],
    make: class extends SimpleAllocator {
      override range(slot: number): FoundRange {
        const { start, size } = super.range(slot);
        return { start: slot + 1 < this.length && size > 1 ? start + 1 : start, size };
      }
    },
  },
  {
    name: "starts are rounded to 1000",
    seen: "wrong alignment",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      override range(slot: number): FoundRange {
        const { start, size } = super.range(slot);
        return { start: start - (start % 1000), size };
      }
    },
  },
  {
    name: "excluded IDs are handed out",
    seen: "an exclusion that nobody reads",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      override isExcluded(): boolean {
        return false;
      }
    },
  },
  {
    name: "only the first ID of a slot is looked up among the excluded ones",
    seen: "a point asked where a range is meant",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      override isExcluded(slot: number): boolean {
        const { start } = this.range(slot);
        return this.pool.exclude.some((range) => range.start <= start && start < range.start + range.size);
      }
    },
  },
];
