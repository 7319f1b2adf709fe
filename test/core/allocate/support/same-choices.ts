import { entries } from "../../../../src/core/allocate/state/queries.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { play, type Scenario } from "./histories.ts";

/** What a strategy did over a history: every range and every refusal, and all states. */
export function choicesOf(scenario: Scenario, strategy: Strategy): unknown {
  const { states, steps } = play({ ...scenario, strategy });
  return {
    steps: steps.map(({ podUid, command, result }) => {
      if (result.ok) return { ...command, podUid, ranges: result.value.ranges };
      const { error } = result;
      return { ...command, podUid, code: error.code, reason: "reason" in error ? error.reason : undefined };
    }),
    states: states.map((state) => entries(state)),
  };
}
