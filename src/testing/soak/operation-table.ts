import { drawInt } from "../../core/random/random.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryOperation, OperationName } from "../history/operation.ts";

/** How often each operation happens, against the others, for each pod; what is absent does not happen. */
export type OperationWeights = Readonly<Partial<Record<OperationName, number>>>;

/** Every operation, as often as it is likely. */
export type OperationTable = readonly HistoryOperation[];

export interface TableOptions {
  readonly pods: number;
  readonly maxSlotsPerPod: number;
  readonly weights?: OperationWeights | undefined;
}

/** A table to draw operations from, fast and without fast-check. Of the pods' requests a third is for several slots. */
export function operationTable(
  { idsPerPod }: Pick<HistoryPool, "idsPerPod">,
  { pods, maxSlotsPerPod, weights }: TableOptions,
): OperationTable {
  const given = Object.entries(weights ?? DEFAULT_WEIGHTS) as readonly (readonly [OperationName, number])[];
  const table: HistoryOperation[] = [];
  let asks = 0;
  for (let index = 0; index < pods; index++) {
    const podUid = `pod-${index}`;
    for (const [op, weight] of given)
      for (let time = 0; time < weight; time++) {
        const slots = op === "allocate" ? slotsAt(asks++, maxSlotsPerPod) : 1;
        if (op === "restart") table.push({ op });
        else table.push(slots > 1 ? { op: "allocate", podUid, size: slots * idsPerPod } : { op, podUid });
      }
  }
  if (weights !== undefined) return table;
  // A restart takes long where there are many pods: there are as many of them, however many pods there are.
  return [...table, { op: "restart" }, ...spread(pods).map((podUid) => ({ op: "loseRecord", podUid }) as const)];
}

/** Which operation a draw gives, and the state of the generator to draw the next one from. */
export function drawOperation(
  table: OperationTable,
  random: number,
): { readonly operation: HistoryOperation; readonly random: number } {
  const { value, state } = drawInt(random, table.length);
  return { operation: table[value] ?? { op: "restart" }, random: state };
}

const DEFAULT_WEIGHTS: OperationWeights = { allocate: 6, release: 4 };

/** 1, 1, 2, 1, 1, 3, … up to `most`. */
function slotsAt(index: number, most: number): number {
  return index % 3 === 2 && most > 1 ? 2 + (Math.floor(index / 3) % (most - 1)) : 1;
}

/** Some of the pods, from the first to the last. */
function spread(pods: number): readonly string[] {
  const every = Math.max(Math.floor(pods / 4), 1);
  return Array.from({ length: pods }, (_, index) => `pod-${index}`).filter((_, index) => index % every === 0);
}
