import type { Strategy, StrategyPromise } from "../strategy/strategy.ts";
import { quarantine } from "./quarantine.ts";
import { reserve } from "./reserve.ts";
import { sticky } from "./sticky.ts";

export const WRAPPER_NAMES = ["quarantine", "sticky", "reserve"] as const;

export type WrapperName = (typeof WRAPPER_NAMES)[number];

export interface WrapperRow {
  /** Puts it around a strategy, with the number that it goes by: ticks of rest, pods that are remembered, slots kept back. */
  readonly wrap: (inner: Strategy, number: number) => Strategy;
  /** Which promises of the strategy inside it does not keep. */
  readonly breaks: readonly StrategyPromise[];
}

export const WRAPPERS: Readonly<Record<WrapperName, WrapperRow>> = {
  quarantine: { wrap: (inner, ticks) => quarantine(inner, { ticks }), breaks: ["complete"] },
  sticky: { wrap: (inner, pods) => sticky(inner, { pods }), breaks: [] },
  reserve: { wrap: reserve, breaks: ["complete"] },
};
