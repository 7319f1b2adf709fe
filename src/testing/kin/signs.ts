import type { Answer } from "../history/answer.ts";
import type { FoundRange, LawFinding } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";

/** What is peculiar about a history that breaks a law. Two that share it show one mistake. */
export type Sign =
  /** A range that it may not have starts inside a slot. */
  | "taken-between-slots"
  /** A pod that asks for several slots gets a range that it may not have. */
  | "taken-by-several"
  /** A pod that asks for several slots is refused though there is room. */
  | "refused-to-several"
  /** There is room, and all of it lies before what was given last. */
  | "refused-behind"
  /** The same was asked again, and answered otherwise. */
  | "other-answer";

/** What a finding is told with. */
export interface Sighted {
  readonly pool: HistoryPool;
  readonly operations: readonly HistoryStep[];
  readonly answers: readonly Answer[];
  readonly finding: LawFinding;
}

/**
 * Reads the signs of a smallest history. Which pool it has was drawn, so what goes wrong for one reason breaks now this law
 * and now that one: a range that starts too low overlaps what lies before it, which may be a pod or the end of the pool.
 */
export function signsOf(sighted: Sighted): ReadonlySet<Sign> {
  const { fault, operation } = sighted.finding;
  const { start, idsPerPod } = sighted.pool;
  const asksForSeveral = "size" in operation && operation.size !== undefined && operation.size > idsPerPod;
  switch (fault.code) {
    case "taken":
    case "excluded":
    case "outside-pool":
      return signs({
        "taken-between-slots": (fault.range.start - start) % idsPerPod !== 0,
        "taken-by-several": operation.op === "allocate" && asksForSeveral,
      });
    case "room-left":
      return signs({ "refused-to-several": asksForSeveral, "refused-behind": isBehind(sighted) });
    case "other-answer":
      return new Set(["other-answer"]);
    default:
      return new Set();
  }
}

function signs(shown: Partial<Record<Sign, boolean>>): ReadonlySet<Sign> {
  return new Set((Object.keys(shown) as Sign[]).filter((sign) => shown[sign] === true));
}

/** Whether nothing is free behind the range that was given last. */
function isBehind({ pool, operations, answers }: Sighted): boolean {
  const live = new Map<string, readonly FoundRange[]>();
  let last: FoundRange | undefined;
  for (const [at, answer] of answers.entries()) {
    const step = operations[at];
    if (step?.op === "release") live.delete(step.podUid);
    if (step?.op !== "allocate" || !("start" in answer) || live.has(step.podUid)) continue;
    const { start, size, more = [] } = answer;
    live.set(step.podUid, [{ start, size }, ...more]);
    last = { start, size };
  }
  if (last === undefined) return false;
  const taken = [...[...live.values()].flat(), ...pool.exclude];
  const { idsPerPod } = pool;
  for (let start = last.start + last.size; start + idsPerPod <= pool.start + pool.size; start += idsPerPod)
    if (taken.every((range) => range.start >= start + idsPerPod || range.start + range.size <= start)) return false;
  return true;
}
