import { createPool, type Pool } from "../../src/core/allocate/pool/pool.ts";
import { unwrap } from "../../src/core/result.ts";
import type { Cell } from "../support/suite.ts";

/** What a candidate can do, whatever keeps its state. */
export interface Allocator {
  allocate(podUid: string): void;
  release(podUid: string): void;
}

/**
 * Fills a pool to the cell's occupancy and gives the operation that is measured: release a random pod, allocate one that
 * has no range. So the occupancy stays, and the scans meet the clusters that random scanning makes.
 */
export function churn(cell: Cell, make: (pool: Pool) => Allocator): (times: number) => void {
  const { pool, live } = poolOfCell(cell);
  const allocator = make(pool);
  const pods = podUids(live + 1);
  let spare = pods.pop() as string;
  for (const pod of pods) allocator.allocate(pod);
  let seed = 1;
  return (times) => {
    for (let i = 0; i < times; i++) {
      // A plain generator: only its speed matters here.
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const chosen = Math.floor((seed / 4294967296) * live);
      const pod = pods[chosen] as string;
      allocator.release(pod);
      allocator.allocate(spare);
      pods[chosen] = spare;
      spare = pod;
    }
  };
}

/** The pool of a cell, and how many pods live in it. */
export function poolOfCell(cell: Cell): { readonly pool: Pool; readonly live: number } {
  const slots = Number(cell["slots"]);
  const pool = unwrap(createPool({ start: 65536, size: slots * 65536 }));
  return { pool, live: Math.round((slots * Number(cell["percent"])) / 100) };
}

/** UIDs of pods as Kubernetes writes them: 36 characters. */
export function podUids(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const hex = (Math.imul(i + 1, 2654435761) >>> 0).toString(16).padStart(8, "0");
    return `${hex}-5eed-4bad-8f00-${i.toString(16).padStart(12, "0")}`;
  });
}
