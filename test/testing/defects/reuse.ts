import type { Answer } from "../../../src/testing/history/answer.ts";
import type { AllocatorDefect } from "./defect.ts";
import { SimpleAllocator } from "./simple-allocator.ts";

/** Mistakes about which slots are free: given twice, or never again. */
export const REUSE: readonly AllocatorDefect[] = [
  {
    name: "everybody gets the same range",
    seen: "docker's userns-remap",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override find(): number | undefined {
        return [...Array(this.length).keys()].find((slot) => !this.isExcluded(slot));
      }
    },
  },
  {
    name: "the number of live pods is the next slot",
    seen: "reuse while live",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override find(): number | undefined {
        const usable = [...Array(this.length).keys()].filter((slot) => !this.isExcluded(slot));
        return usable[this.slots.size];
      }
    },
  },
  {
    name: "a hash of the UID chooses, and nobody probes",
    seen: "hashes taken for unique",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override find(pod: string): number | undefined {
        if (super.find(pod) === undefined) return undefined;
        const usable = [...Array(this.length).keys()].filter((slot) => !this.isExcluded(slot));
        return usable[pod.charCodeAt(pod.length - 1) % usable.length];
      }
    },
  },
  {
    name: "a pod that asks again draws a second range",
    seen: "the kubelet's leak when a file is lost",
    breaks: "same-range",
    make: class extends SimpleAllocator {
      spent: number[] = [];
      override allocate(pod: string): Answer {
        const held = this.slots.get(pod);
        if (held !== undefined) this.spent.push(held);
        this.slots.delete(pod);
        return super.allocate(pod);
      }
      override isFree(slot: number): boolean {
        return super.isFree(slot) && !this.spent.includes(slot);
      }
    },
  },
  {
    name: "a hole of exactly one slot is passed over",
    seen: "Incus, LXD",
    breaks: "gives-back",
    make: class extends SimpleAllocator {
      override isFree(slot: number): boolean {
        const isFree = (other: number): boolean => super.isFree(other);
        const isHole = isFree(slot) && !isFree(slot - 1) && !isFree(slot + 1) && slot > 0 && slot + 1 < this.length;
        return isFree(slot) && !(isHole && !this.isExcluded(slot + 1) && !this.isExcluded(slot - 1));
      }
    },
  },
  {
    name: "the pointer never comes back to the start",
    seen: "a scan without wrap",
    breaks: "gives-back",
    make: class extends SimpleAllocator {
      next = 0;
      override isFree(slot: number): boolean {
        return slot >= this.next && super.isFree(slot);
      }
      override take(pod: string, slot: number): void {
        this.next = slot + 1;
        super.take(pod, slot);
      }
    },
  },
  {
    name: "a release frees the slot beside it",
    seen: "off by one",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override release(pod: string): Answer {
        const slot = this.slots.get(pod);
        for (const [other, taken] of this.slots) if (slot !== undefined && taken === slot + 1) this.freed.add(other);
        return super.release(pod);
      }
      freed = new Set<string>();
      override isFree(slot: number): boolean {
        return (
          ![...this.slots].some(([pod, taken]) => taken === slot && !this.freed.has(pod)) && !this.isExcluded(slot)
        );
      }
    },
  },
  {
    name: "a release of an unknown pod counts",
    seen: "counters beside the set that they count",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      used = 0;
      override find(): number | undefined {
        const usable = [...Array(this.length).keys()].filter((slot) => !this.isExcluded(slot)).length;
        return this.used >= usable ? undefined : (super.find("") ?? -1);
      }
      override take(pod: string, slot: number): void {
        this.used++;
        super.take(pod, slot);
      }
      override release(pod: string): Answer {
        this.used--;
        return super.release(pod);
      }
      override restart(): Answer {
        const answer = super.restart();
        this.used = this.slots.size;
        return answer;
      }
    },
  },
  {
    name: "asking again counts",
    seen: "counters beside the set that they count",
    breaks: "gives-back",
    make: class extends SimpleAllocator {
      used = 0;
      override allocate(pod: string): Answer {
        const answer = super.allocate(pod);
        if ("start" in answer) this.used++;
        return answer;
      }
      override find(): number | undefined {
        return this.used >= this.length ? undefined : super.find("");
      }
      override release(pod: string): Answer {
        if (this.slots.has(pod)) this.used--;
        return super.release(pod);
      }
      override restart(): Answer {
        const answer = super.restart();
        this.used = this.slots.size;
        return answer;
      }
    },
  },
  {
    name: "what is released is never free again",
    seen: "a quarantine without an end",
    breaks: "gives-back",
    make: class extends SimpleAllocator {
      resting = new Set<number>();
      override release(pod: string): Answer {
        const slot = this.slots.get(pod);
        if (slot !== undefined) this.resting.add(slot);
        return super.release(pod);
      }
      override isFree(slot: number): boolean {
        return super.isFree(slot) && !this.resting.has(slot);
      }
    },
  },
  {
    name: "a release is refused the second time that it is needed",
    seen: "a tombstone by UID",
    breaks: "gives-back",
    make: class extends SimpleAllocator {
      gone = new Set<string>();
      override release(pod: string): Answer {
        if (this.gone.has(pod)) return { error: "released already", code: "not-allocated" };
        if (this.slots.has(pod)) this.gone.add(pod);
        return super.release(pod);
      }
    },
  },
  {
    name: "a pod that comes back gets its old range, whoever has it",
    seen: "a cache that nobody clears",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      cache = new Map<string, number>();
      override find(pod: string): number | undefined {
        return this.cache.get(pod) ?? super.find(pod);
      }
      override take(pod: string, slot: number): void {
        this.cache.set(pod, slot);
        super.take(pod, slot);
      }
    },
  },
];
