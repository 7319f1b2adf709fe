import { german } from "userns-sim/german";
import { type Decision, explainSteps } from "userns-sim/kernel";
import { ladder } from "userns-sim/lessons";
import { both, sayNode } from "../in-both.ts";
import type { WhyDecision } from "../shown.ts";

/** A decision of the kernel, line by line. */
export function whyDecision(column: WhyDecision["column"], decision: Decision<unknown>): WhyDecision {
  const { allowed, errno, decidedBy, disputed } = decision;
  const inGerman = explainSteps(decision, german);
  return {
    column,
    allowed,
    errno: errno ?? null,
    decidedBy,
    lines: explainSteps(decision).map(({ text, depth, decides, steps }, at) => ({
      text: both(text, inGerman[at]?.text ?? text),
      depth,
      decides,
      sources: steps.map(({ rule, source }) => ({ rule, source })),
    })),
    disputed: disputed === undefined ? null : sayNode(disputed),
    picture: ladder(decision),
  };
}
