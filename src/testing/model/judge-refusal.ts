import { NO_ANSWER, type RefusalAnswer } from "../history/answer.ts";
import { type Flaw, isFault, strategyBlamed } from "./judgement.ts";
import { has, Knowledge, type Model } from "./model.ts";

/** What is wrong with a refusal to a pod that has nothing and asks for so many slots. */
export function refusalFlaw(model: Model, slots: number, answer: RefusalAnswer): Flaw | undefined {
  const rules = Knowledge.rulesOf(model);
  const { error, code = error } = answer;
  const { capacity } = rules;
  const free = capacity - Knowledge.stateOf(model).taken;
  if (isFault(answer)) return { law: "accepted", fault: strategyBlamed(answer), free, capacity };
  if (code === NO_ANSWER) return { law: "answers", fault: { code: "no-answer", error }, free, capacity };
  if (free < slots) {
    if (code === "exhausted") return undefined;
    return { law: "answers", fault: { code: "full", free, capacity, says: code }, free, capacity };
  }
  if (free - doubtfulSlots(model) < slots) return undefined;
  if (code !== "exhausted" && !rules.complete) return undefined;
  // Whether a pod that gets one range fits is a fact of the pool, whatever the allocator calls it.
  if (rules.oneRange && !hasRun(model, slots)) return undefined;
  return {
    law: Knowledge.marksOf(model).hasReleased ? "gives-back" : "complete",
    fault: { code: "room-left", free, capacity, slots, says: code },
    free,
    capacity,
  };
}

/** How many of the free slots somebody may still have. */
function doubtfulSlots(model: Model): number {
  const { idsPerPod } = Knowledge.rulesOf(model);
  const sizes = Knowledge.marksOf(model).doubtful.flatMap(({ ranges }) => ranges.map(({ size }) => size / idsPerPod));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Whether so many free slots lie side by side, at a start that the allocator's promise allows. */
function hasRun(model: Model, count: number): boolean {
  const { start, slots, idsPerPod, excluded, aligned } = Knowledge.rulesOf(model);
  const state = Knowledge.stateOf(model);
  const { doubtful } = Knowledge.marksOf(model);
  const size = count * idsPerPod;
  let run = 0;
  for (let slot = 0; slot < slots; slot++) {
    const from = start + slot * idsPerPod;
    const isTaken = state.overlaps(from, idsPerPod) || doubtful.some((pod) => has(pod, from, idsPerPod));
    run = excluded.has(slot) || isTaken ? 0 : run + 1;
    const first = from + idsPerPod - size;
    if (run >= count && (!aligned || first % size === 0)) return true;
  }
  return false;
}
