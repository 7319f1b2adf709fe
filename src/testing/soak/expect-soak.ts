import { checkInteger } from "../../core/id/integer.ts";
import { expectObject, expectOneOf } from "../../core/misuse/misuse.ts";
import { expectPool } from "../history/expect-history.ts";
import { OPERATION_NAMES } from "../history/operation.ts";
import { expectOptions } from "../subject/expect-maker.ts";
import type { OperationWeights } from "./operation-table.ts";
import type { SoakOptions } from "./soak.ts";

/** What is no number of operations would be none, with nothing found. */
export function expectSoak(options: SoakOptions): void {
  expectOptions(SOAK, options);
  const { operations, seed, pool, pods, maxSlotsPerPod, weights } = options;
  if (operations !== undefined) checkInteger(SOAK, "operations", operations, 0, Number.MAX_SAFE_INTEGER);
  if (seed !== undefined) checkInteger(SOAK, "seed", seed, 0, 4294967295);
  if (pool !== undefined) expectPool(SOAK, pool);
  if (pods !== undefined) checkInteger(SOAK, "pods", pods, 1, MOST_PODS);
  if (maxSlotsPerPod !== undefined) checkInteger(SOAK, "maxSlotsPerPod", maxSlotsPerPod, 1, Number.MAX_SAFE_INTEGER);
  if (weights !== undefined) expectWeights(weights);
}

function expectWeights(weights: OperationWeights): void {
  expectObject(SOAK, "weights", weights, "an object such as { allocate: 6, release: 4 }");
  let sum = 0;
  for (const [op, weight] of Object.entries(weights)) {
    expectOneOf(SOAK, "each name of weights", op, OPERATION_NAMES);
    sum += checkInteger(SOAK, `the weight of ${op}`, weight, 0, MOST_WEIGHT);
  }
  if (sum === 0) throw new RangeError("soak: expected a weight above 0, got none");
}

const SOAK = "soak";
/** Each pod has its rows in a table, as many as all weights together. */
const MOST_PODS = 1_000_000;
const MOST_WEIGHT = 1000;
