import type { Answer } from "../../../src/testing/history/answer.ts";
import type { FoundRange } from "../../../src/testing/history/finding.ts";
import { chance } from "./chance.ts";
import type { AllocatorDefect } from "./defect.ts";
import { SimpleAllocator } from "./simple-allocator.ts";

/** Mistakes about what outlives a restart, and about what is said. */
export const RESTARTS: readonly AllocatorDefect[] = [
  {
    name: "everything is forgotten at a restart",
    seen: "allocators in memory",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override restart(): Answer {
        this.slots.clear();
        return { ok: true };
      }
    },
  },
  {
    name: "records are read without the bounds of the pool",
    seen: "Nomad",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override slotOf({ start }: FoundRange): number {
        return start / this.pool.idsPerPod;
      }
      override allocate(pod: string): Answer {
        const record = this.records.get(pod);
        return record !== undefined && this.slots.has(pod) ? record : super.allocate(pod);
      }
    },
  },
  {
    name: "pods are numbered anew at a restart",
    seen: "slots by position in a list",
    breaks: "restart",
    make: class extends SimpleAllocator {
      override restart(): Answer {
        const usable = [...Array(this.length).keys()].filter((slot) => !this.isExcluded(slot));
        this.slots = new Map([...this.records.keys()].map((pod, index) => [pod, usable[index] ?? 0]));
        return { ok: true };
      }
    },
  },
  {
    name: "the latest record is not written yet",
    seen: "write-behind",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      latest = "";
      override take(pod: string, slot: number): void {
        super.take(pod, slot);
        this.latest = pod;
      }
      override restart(): Answer {
        this.records.delete(this.latest);
        this.latest = "";
        return super.restart();
      }
    },
  },
  {
    name: "a release leaves the record",
    seen: "files that nobody deletes",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override release(pod: string): Answer {
        this.slots.delete(pod);
        return { ok: true };
      }
    },
  },
  {
    name: "a release without a record frees nothing",
    seen: "the kubelet, when a file is lost",
    breaks: "gives-back",
    make: class extends SimpleAllocator {
      override release(pod: string): Answer {
        return this.records.has(pod) ? super.release(pod) : { ok: true };
      }
    },
  },
  {
    name: "a lost record is a lost pod",
    seen: "asking the disk each time",
    breaks: "disjoint",
    make: class extends SimpleAllocator {
      override loseRecord(pod: string): Answer {
        return this.release(pod);
      }
    },
  },
  {
    name: "a slot whose record is lost stays taken for ever",
    seen: "a bitmap that is saved apart",
    breaks: "gives-back",
    make: class extends SimpleAllocator {
      leaked = new Set<number>();
      override restart(): Answer {
        for (const [pod, slot] of this.slots) if (!this.records.has(pod)) this.leaked.add(slot);
        return super.restart();
      }
      override isFree(slot: number): boolean {
        return super.isFree(slot) && !this.leaked.has(slot);
      }
    },
  },
  {
    name: "two restarts in a row fail",
    seen: "a lock file",
    breaks: "restart",
    make: class extends SimpleAllocator {
      isLocked = false;
      override restart(): Answer {
        if (this.isLocked) return { error: "already running" };
        this.isLocked = true;
        return super.restart();
      }
    },
  },
  {
    name: "a full pool throws",
    seen: "an exception where a refusal is meant",
    breaks: "answers",
    make: class extends SimpleAllocator {
      override full(): Answer {
        throw new Error("no slot");
      }
    },
  },
  {
    name: "a full pool gives an empty range",
    seen: "lxc-idmapper, Incus",
    breaks: "answers",
    make: class extends SimpleAllocator {
      override full(): Answer {
        return { start: this.pool.start, size: 0 };
      }
    },
  },
  {
    name: "a full pool gives the identity",
    seen: "moby's fallback",
    breaks: "in-pool",
    make: class extends SimpleAllocator {
      override full(): Answer {
        return { start: 0, size: this.pool.idsPerPod };
      }
    },
  },
  {
    name: "chance decides",
    seen: "a generator without a seed",
    breaks: "deterministic",
    make: class extends SimpleAllocator {
      override find(): number | undefined {
        const free = [...Array(this.length).keys()].filter((slot) => this.isFree(slot));
        return free[chance(Math.max(free.length, 1))];
      }
    },
  },
  {
    name: "the caller's pool is trimmed",
    seen: "containers/storage",
    breaks: "unmutated",
    make: class extends SimpleAllocator {
      override take(pod: string, slot: number): void {
        super.take(pod, slot);
        (this.pool.exclude as FoundRange[]).push(this.range(slot));
      }
    },
  },
];
