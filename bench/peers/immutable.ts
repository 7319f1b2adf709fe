import { Map as ImmutableMap, Set as ImmutableSet } from "immutable";
import { churn } from "../allocate/churn.ts";
import type { Prepare } from "../support/suite.ts";

/** A pure allocator as one writes it with persistent collections: two of them, and a scan slot by slot. */
export const prepare: Prepare = (cell) =>
  churn(cell, ({ slots }) => {
    let slotOf = ImmutableMap<string, number>();
    let taken = ImmutableSet<number>();
    return {
      allocate(podUid) {
        let slot = Math.floor(Math.random() * slots);
        while (taken.has(slot)) slot = (slot + 1) % slots;
        slotOf = slotOf.set(podUid, slot);
        taken = taken.add(slot);
      },
      release(podUid) {
        taken = taken.delete(slotOf.get(podUid) ?? -1);
        slotOf = slotOf.delete(podUid);
      },
    };
  });
