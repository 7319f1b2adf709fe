import { explain } from "../../../../src/core/explain/kernel.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import type { Errno } from "../../../../src/core/kernel/decision/errno.ts";

/**
 * Tells a decision step by step, after checking that the fast form answers the same.
 *
 * The text has every rule, every fact and the verdict in it, so comparing it compares them all. Nothing is summed up.
 */
export function told(decision: Decision<unknown>, fast: Errno | undefined): string {
  if (fast !== decision.errno) throw new Error(`expected the fast form to say ${decision.errno}, got ${fast}`);
  const { steps, decidedAt, decidedBy } = decision;
  if (steps[decidedAt]?.rule !== decidedBy) throw new Error(`expected step ${decidedAt} of the rule ${decidedBy}`);
  return [...steps.map((step) => explain(step)), decision.allowed ? "allowed" : decision.errno].join(" → ");
}
