import { count } from "../base/words.ts";
import type { HistoryFacts } from "./json.ts";

/** Tells a history in a few sentences. */
export function historyText(history: HistoryFacts): string {
  const { leftovers, cleanup, seed } = history;
  const files =
    leftovers === 0
      ? "Nobody leaves files behind."
      : `${leftovers} of 100 ${leftovers === 1 ? "leaves" : "leave"} files behind, which lie there for ${count(cleanup, "tick")}.`;
  if (history.source === "trace")
    return `${history.file}, ${count(history.steps, "step")} of ${OWNERS[history.subject]}, one a tick. ${files} Seed ${seed}.`;
  const { pods, arrival, lifetime, returning, sizes } = history;
  const need = sizes
    .map(({ slots, weight }) => count(slots, "slot") + (sizes.length === 1 ? "" : ` (weight ${weight})`))
    .join(" or ");
  return (
    `${count(pods, "arrival")}, ${arrival === 0 ? "all at once" : `one in ${count(arrival, "tick")}`}; a pod runs for ${count(lifetime, "tick")} and needs ` +
    `${need}; ${returning} of 100 ${returning === 1 ? "comes" : "come"} back. ${files} Times are means; seed ${seed}.`
  );
}

const OWNERS: Readonly<Record<"kubelet" | "allocator", string>> = { kubelet: "a kubelet", allocator: "an allocator" };
