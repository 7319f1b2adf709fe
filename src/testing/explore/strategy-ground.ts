import type { Pool } from "../../core/allocate/pool/pool.ts";
import { State } from "../../core/allocate/state/allocations.ts";
import { entries } from "../../core/allocate/state/queries.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import type { FoundRange } from "../history/finding.ts";
import type { LawFault } from "../history/law-fault.ts";
import { livePods, type Model } from "../model/model.ts";
import { type StrategyState, startStrategy, stepStrategy } from "../subject/strategy-steps.ts";
import type { MakeStrategy } from "../subject/subject.ts";
import type { Ground } from "./ground.ts";
import { seedingOf } from "./seeds.ts";

/** A strategy in the allocator of this library, whose states stay valid: each step is done once. */
export function strategyGround(
  make: MakeStrategy,
  pool: Pool,
  seeds: readonly number[] | undefined,
): Ground<StrategyState> {
  const { strategy, seeds: branches, set } = seedingOf(make, pool.slots, seeds);
  // After a restart the same strategy goes on.
  const again = (): Strategy => strategy;
  const restarted = new Set<string>();
  return {
    facts: strategy,
    isStrategy: true,
    first: startStrategy(pool, strategy),
    steps: ["allocate", "release", "restore", "restart"],
    seeds: branches,
    setSeed: set,
    take: (from, step) => {
      if (step.op !== "restart" || from.lost.length > 0) return stepStrategy(from, step, pool, again);
      // All that a strategy is asked at a restart is whether this is a memory of its own.
      const memory = JSON.stringify(State.memoryOf(from.allocations));
      if (restarted.has(memory)) return { state: from, answer: { ok: true } };
      const taken = stepStrategy(from, step, pool, again);
      if (!("error" in taken.answer)) restarted.add(memory);
      return taken;
    },
    memory: ({ allocations, lost }) => {
      const memory = State.memoryOf(allocations);
      return lost.length === 0 ? memory : [memory, ...lost];
    },
    lost: ({ lost }) => lost,
    pods: () => Number.POSITIVE_INFINITY,
    differenceOf,
  };
}

/** How what the allocator says of a state differs from what it has answered on the way there. */
export function differenceOf({ allocations }: StrategyState, model: Model): LawFault | undefined {
  const told = new Map(livePods(model).map(({ podUid, ranges }) => [podUid, ranges]));
  const listed = entries(allocations);
  const isSame =
    listed.length === told.size && listed.every(({ podUid, ranges }) => isLike(ranges, told.get(podUid) ?? []));
  return isSame ? undefined : { code: "state-differs", listed, answered: [...told] };
}

function isLike(listed: readonly FoundRange[], told: readonly FoundRange[]): boolean {
  return (
    listed.length === told.length &&
    listed.every(({ start, size }) => told.some((range) => range.start === start && range.size === size))
  );
}
