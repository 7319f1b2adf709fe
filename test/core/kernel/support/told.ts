import { explain } from "../../../../src/core/explain/kernel.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import type { Errno } from "../../../../src/core/kernel/decision/errno.ts";

/**
 * Tells a decision as a teacher would, after checking that the fast form answers the same.
 *
 * The text has every rule, every fact and the verdict in it, so comparing it compares them all.
 */
export function told(decision: Decision<unknown>, fast: Errno | undefined): string {
  if (fast !== decision.errno) throw new Error(`expected the fast form to say ${decision.errno}, got ${fast}`);
  if (decision.steps.every(({ rule }) => rule !== decision.decidedBy))
    throw new Error(`expected a step of the rule ${decision.decidedBy}`);
  return explain(decision);
}
