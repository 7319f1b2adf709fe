import { POD_VERDICTS, type PodVerdict } from "../../core/findings/condition.ts";
import type { CheckCounts } from "../../core/node/check/check-node.ts";

/** How many pods there are of each verdict that some have. */
export function verdictsText(counts: CheckCounts): string {
  return POD_VERDICTS.flatMap((verdict) =>
    counts[verdict] === 0 ? [] : [`${counts[verdict]} ${COUNTED[verdict]}`],
  ).join(", ");
}

const COUNTED: { readonly [Verdict in PodVerdict]: string } = {
  refused: "refused",
  fails: "failing",
  unsound: "unsound",
  undecided: "undecided",
  runs: "running",
};
