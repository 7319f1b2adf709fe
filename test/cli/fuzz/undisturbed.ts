import type { Plan } from "../../../src/cli/fuzz/campaign.ts";

/** A plan that nobody interrupts, watches or hurries, for one machine: what is still to be said is what is played. */
export const UNDISTURBED: Omit<Plan, "make" | "runs"> = {
  seed: 1,
  shard: { index: 1, of: 1 },
  isTimeUp: () => false,
  isInterrupted: () => false,
  stopAfter: Number.POSITIVE_INFINITY,
  except: [],
  onRun: () => undefined,
  onTry: () => undefined,
  breathe: () => Promise.resolve(),
};
