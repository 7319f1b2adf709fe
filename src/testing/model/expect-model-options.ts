import { STRATEGY_PROMISES } from "../../core/allocate/strategy/strategy.ts";
import { checkInteger } from "../../core/id/integer.ts";
import { expectArray, expectObject, expectOneOf } from "../../core/misuse/misuse.ts";
import { expectRange } from "../history/expect-history.ts";
import { OPERATION_NAMES } from "../history/operation.ts";
import type { AllocatorPromise, ModelOptions } from "./rules.ts";

export function expectModelOptions(caller: string, options: ModelOptions): void {
  expectObject(caller, "options", options, "an object { pool, idsPerPod }");
  const { pool, idsPerPod, exclude, supports, promises } = options;
  expectRange(caller, "pool", pool, "an object { start, size }");
  checkInteger(caller, "idsPerPod", idsPerPod, 1, Number.MAX_SAFE_INTEGER);
  if (exclude !== undefined) expectArray(caller, "exclude", exclude, "an array of ranges");
  if (supports !== undefined) {
    expectArray(caller, "supports", supports, "an array of the names of operations");
    for (const op of supports) expectOneOf(caller, "each of supports", op, OPERATION_NAMES);
  }
  if (promises !== undefined) expectPromises(caller, promises);
}

export function expectPromises(caller: string, promises: readonly AllocatorPromise[]): void {
  expectArray(caller, "promises", promises, "an array of promises");
  for (const promise of promises) expectOneOf(caller, "each of promises", promise, STRATEGY_PROMISES);
}
