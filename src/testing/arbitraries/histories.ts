import * as fc from "fast-check";
import type { History, HistoryPool } from "../history/history.ts";
import { type HistoryOperation, OPERATION_NAMES, type OperationName } from "../history/operation.ts";
import { pools } from "./pools.ts";

/** Which histories are wanted. */
export interface HistoryConstraints {
  /** The pools; {@link pools} when absent. */
  readonly pools?: fc.Arbitrary<HistoryPool>;
  /** How many pods come and go; 6 when absent, two more than the slots of the largest pool. */
  readonly pods?: number;
  /** The most operations; 24 when absent. */
  readonly maxOperations?: number;
  /** The most slots that a pod asks for at once; 1 when absent. */
  readonly maxSlotsPerPod?: number;
  /** What may happen; everything when absent. */
  readonly operations?: readonly OperationName[];
}

/**
 * Generates what happens to a node: pods come, ask again, go; the allocator restarts; records are lost.
 *
 * @param constraints - which histories are wanted
 * @returns histories, plain data; they shrink towards few operations on the first pods in a pool of one slot
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { podHistories } from "userns-sim/testing";
 *
 * const property = fc.property(podHistories({ maxOperations: 10 }), ({ operations }) => operations.length <= 10);
 * fc.check(property).failed; // => false
 * ```
 */
export function podHistories(constraints: HistoryConstraints = {}): fc.Arbitrary<History> {
  const { pods = 6, maxOperations = 24, maxSlotsPerPod = 1, operations: allowed = OPERATION_NAMES } = constraints;
  const pod = fc.nat({ max: pods - 1 });
  const slots = fc.oneof(
    { arbitrary: fc.constant(1), weight: 2 },
    { arbitrary: fc.integer({ min: 1, max: maxSlotsPerPod }), weight: maxSlotsPerPod > 1 ? 3 : 0 },
  );
  const steps = OPERATION_NAMES.filter((op) => allowed.includes(op)).map((op) => ({
    arbitrary: fc.record({ op: fc.constant(op), pod, slots: op === "allocate" ? slots : fc.constant(1) }),
    weight: WEIGHTS[op],
  }));
  return fc
    .tuple(
      constraints.pools ?? pools(),
      fc.nat({ max: 4294967295 }),
      // Any length is as likely as any other: a small pool is full soon, but faults behind a restart take longer.
      fc.array(fc.oneof(...steps), { maxLength: maxOperations, size: "max" }),
    )
    .map(([pool, seed, list]) => ({ pool, seed, operations: list.map((step) => operationOf(step, pool.idsPerPod)) }));
}

interface Step {
  readonly op: OperationName;
  readonly pod: number;
  readonly slots: number;
}

const WEIGHTS: Readonly<Record<OperationName, number>> = { allocate: 6, release: 3, restart: 1, loseRecord: 1 };

function operationOf({ op, pod: index, slots }: Step, idsPerPod: number): HistoryOperation {
  const podUid = `pod-${index}`;
  switch (op) {
    case "allocate":
      return slots === 1 ? { op, podUid } : { op, podUid, size: slots * idsPerPod };
    case "release":
      return { op, podUid };
    case "restart":
      return { op };
    case "loseRecord":
      return { op, podUid };
  }
}
