import { NO_ID } from "../../core/id/id.ts";
import { nextLower } from "../../core/range/queries.ts";
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
  if (rules.oneRange && !hasRoom(model, slots, (start) => isFree(model, start))) return undefined;
  return {
    // What nobody has had cannot have been lost on the way back.
    law: hasRoom(model, slots, (start) => isFresh(model, start)) ? "complete" : "gives-back",
    fault: { code: "room-left", free, capacity, slots, says: code },
    free,
    capacity,
  };
}

/** Whether nobody has one of the IDs of a slot, nor may have it. */
function isFree(model: Model, start: number): boolean {
  const { idsPerPod } = Knowledge.rulesOf(model);
  return (
    !Knowledge.stateOf(model).overlaps(start, idsPerPod) &&
    !Knowledge.marksOf(model).doubtful.some((pod) => has(pod, start, idsPerPod))
  );
}

/** Whether nobody has ever had one of them. */
function isFresh(model: Model, start: number): boolean {
  // Nobody can have had what is no ID.
  const end = Math.min(start + Knowledge.rulesOf(model).idsPerPod, NO_ID);
  const last = nextLower(Knowledge.marksOf(model).given, end);
  return last === undefined || last < start;
}

/** Whether so many slots are of a kind: where a pod gets one range, side by side at a start that the promise allows. */
function hasRoom(model: Model, count: number, isOfKind: (start: number) => boolean): boolean {
  const { start, slots, idsPerPod, excluded, aligned, oneRange } = Knowledge.rulesOf(model);
  const size = count * idsPerPod;
  let run = 0;
  for (let slot = 0; slot < slots; slot++) {
    const from = start + slot * idsPerPod;
    const counts = !excluded.has(slot) && isOfKind(from);
    run = counts ? run + 1 : oneRange ? 0 : run;
    const first = from + idsPerPod - size;
    if (run >= count && (!oneRange || !aligned || first % size === 0)) return true;
  }
  return false;
}

/** How many of the free slots somebody may still have. */
function doubtfulSlots(model: Model): number {
  const { idsPerPod } = Knowledge.rulesOf(model);
  const sizes = Knowledge.marksOf(model).doubtful.flatMap(({ ranges }) => ranges.map(({ size }) => size / idsPerPod));
  return sizes.reduce((sum, size) => sum + size, 0);
}
