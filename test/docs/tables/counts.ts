import { STRATEGY_NAMES } from "../../../src/core/allocate/strategies/strategies.ts";
import { STRATEGY_PROMISES } from "../../../src/core/allocate/strategy/strategy.ts";
import { DEFECT_NAMES } from "../../../src/core/kubelet/defects/defects.ts";
import { ACCESS_PATHS } from "../../../src/node.ts";
import { ALL_LAWS } from "../../../src/testing/laws/laws.ts";
import { wrongStrategies } from "../../core/allocate/support/wrong-strategies.ts";
import { ALLOCATOR_DEFECTS } from "../../testing/defects/allocators.ts";
import { STRATEGY_DEFECTS } from "../../testing/defects/strategies.ts";

/** What the pages count, by the words that stand behind the count. */
export const COUNTS: Readonly<Record<string, () => number>> = {
  strategies: () => STRATEGY_NAMES.length,
  "more, most of them those of other systems": () => STRATEGY_NAMES.length - 1,
  laws: () => ALL_LAWS.length,
  "planted defects": () => ALLOCATOR_DEFECTS.length + STRATEGY_DEFECTS.length,
  "things are right for one allocator": () => STRATEGY_PROMISES.length,
  "that are wrong on purpose": () => wrongStrategies().length,
  "ways in which it goes wrong": () => DEFECT_NAMES.length,
  "ways, with and without user namespaces": () => ACCESS_PATHS.length,
};
