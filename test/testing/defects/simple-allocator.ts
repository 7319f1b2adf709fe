import type { Answer } from "../../../src/testing/history/answer.ts";
import type { FoundRange } from "../../../src/testing/history/finding.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { RunningAllocator } from "../../../src/testing/subject/adapter.ts";

/**
 * A plain allocator that is right: the lowest free slot, one record a pod. Each defect changes one of its functions.
 */
export class SimpleAllocator implements RunningAllocator {
  readonly pool: HistoryPool;
  readonly seed: number;
  /** What is in memory. */
  slots = new Map<string, number>();
  /** What is written down. */
  records = new Map<string, FoundRange>();

  constructor(pool: HistoryPool, seed: number) {
    this.pool = pool;
    this.seed = seed;
  }

  allocate(pod: string): Answer {
    const held = this.slots.get(pod);
    if (held !== undefined) return this.range(held);
    const slot = this.find(pod);
    if (slot === undefined) return this.full();
    this.take(pod, slot);
    return this.range(slot);
  }

  release(pod: string): Answer {
    this.slots.delete(pod);
    this.records.delete(pod);
    return { ok: true };
  }

  restart(): Answer {
    this.slots = new Map([...this.records].map(([pod, range]) => [pod, this.slotOf(range)]));
    return { ok: true };
  }

  loseRecord(pod: string): Answer {
    this.records.delete(pod);
    return { ok: true };
  }

  take(pod: string, slot: number): void {
    this.slots.set(pod, slot);
    this.records.set(pod, this.range(slot));
  }

  find(_pod: string): number | undefined {
    const { length } = this;
    for (let slot = 0; slot < length; slot++) if (this.isFree(slot)) return slot;
    return undefined;
  }

  isFree(slot: number): boolean {
    return ![...this.slots.values()].includes(slot) && !this.isExcluded(slot);
  }

  isExcluded(slot: number): boolean {
    const { start, size } = this.range(slot);
    return this.pool.exclude.some((range) => range.start < start + size && start < range.start + range.size);
  }

  get length(): number {
    return this.pool.size / this.pool.idsPerPod;
  }

  range(slot: number): FoundRange {
    const { start, idsPerPod } = this.pool;
    return { start: start + slot * idsPerPod, size: idsPerPod };
  }

  slotOf({ start }: FoundRange): number {
    return (start - this.pool.start) / this.pool.idsPerPod;
  }

  full(): Answer {
    return { error: "no free slot", code: "exhausted" };
  }
}
