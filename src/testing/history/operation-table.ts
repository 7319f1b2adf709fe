import { drawInt } from "../../core/random/random.ts";
import type { HistoryOperation, OperationName } from "./operation.ts";

/** What happens in a table of operations, and how often. */
export interface OperationTable {
  /** Every operation, as often as it is likely. */
  readonly operations: readonly HistoryOperation[];
}

/** Which operations are drawn. */
export interface OperationTableOptions {
  /** How many pods come and go. */
  readonly pods: number;
  /** How often each happens, against the others, for each pod; what is absent does not happen. */
  readonly weights?: Partial<Readonly<Record<OperationName, number>>>;
}

/**
 * Makes a table to draw operations from, fast and without fast-check.
 *
 * @param options - how many pods, and what happens to them
 * @returns the table
 * @example
 * ```ts
 * import { drawOperation, operationTable } from "userns-sim/testing";
 *
 * const table = operationTable({ pods: 2, weights: { allocate: 1 } });
 * const { operation, random } = drawOperation(table, 65536);
 * operation.op; // => "allocate"
 * drawOperation(table, random).operation.op; // => "allocate"
 * ```
 */
export function operationTable({ pods, weights = DEFAULT_WEIGHTS }: OperationTableOptions): OperationTable {
  const operations: HistoryOperation[] = [];
  for (let index = 0; index < pods; index++)
    for (const [op, weight] of Object.entries(weights) as [OperationName, number][])
      for (let time = 0; time < weight; time++)
        operations.push(op === "restart" ? { op } : { op, podUid: `pod-${index}` });
  return { operations };
}

/** An operation that was drawn. */
export interface DrawnOperation {
  /** The operation. */
  readonly operation: HistoryOperation;
  /** The state of the generator to draw the next one from. */
  readonly random: number;
}

/**
 * Draws an operation.
 *
 * @param table - what {@link operationTable} made
 * @param random - the state of the generator, an integer from 0 to 4294967295
 * @returns the operation, and the state to draw the next one from
 * @throws RangeError when the table is empty.
 */
export function drawOperation({ operations }: OperationTable, random: number): DrawnOperation {
  const { value, state } = drawInt(random, operations.length);
  return { operation: operations[value] ?? { op: "restart" }, random: state };
}

const DEFAULT_WEIGHTS: Partial<Record<OperationName, number>> = { allocate: 3, release: 2 };
