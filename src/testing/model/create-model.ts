import { expectModelOptions } from "./expect-model-options.ts";
import { Knowledge, type Model } from "./model.ts";
import { type ModelOptions, rulesOf } from "./rules.ts";

/**
 * Makes the model of an allocator that has not been asked anything.
 *
 * @param options - its pool, and what it promises
 * @returns the model, to be handed to {@link judge} with the first operation
 * @example
 * ```ts
 * import { createModel, judge } from "userns-sim/testing";
 *
 * const model = createModel({ pool: { start: 65536, size: 131072 }, idsPerPod: 65536 });
 * const first = judge(model, { op: "allocate", podUid: "web" }, { start: 65536, size: 65536 });
 * first.finding; // => undefined
 * const second = judge(first.model, { op: "allocate", podUid: "db" }, { start: 65536, size: 65536 });
 * second.finding?.law; // => "disjoint"
 * ```
 */
export function createModel(options: ModelOptions): Model {
  expectModelOptions("createModel", options);
  return Knowledge.first(rulesOf(options));
}
