import * as fc from "fast-check";
import { describe, expect } from "vitest";
import type { FoundRange } from "../../../src/testing/history/finding.ts";
import { ModelState } from "../../../src/testing/model/model-state.ts";
import { prop } from "../../support/prop.ts";

const STEP = 3;
const isOverlap = (a: FoundRange, b: FoundRange): boolean => a.start < b.start + b.size && b.start < a.start + a.size;
const range = fc.record({ start: fc.nat(20), size: fc.constantFrom(STEP, 2 * STEP) });

describe("what the pods have", () => {
  prop(
    "overlaps what any of their ranges overlaps, in step with the slots or not",
    [fc.array(fc.record({ pod: fc.nat(3), range: fc.option(range) }), { maxLength: 12 })],
    (changes) => {
      const state = new ModelState(STEP);
      const had = new Map<number, FoundRange>();
      for (const { pod, range: next } of changes) {
        had.delete(pod);
        const held = next !== null && ![...had.values()].some((other) => isOverlap(other, next)) ? next : undefined;
        if (held !== undefined) had.set(pod, held);
        state.put(`${pod}`, held && { ranges: [held], epoch: 0, turn: 0 });
        for (let start = 0; start < 30; start++)
          for (const size of [STEP, 2 * STEP])
            expect(state.overlaps(start, size)).toBe([...had.values()].some((one) => isOverlap(one, { start, size })));
      }
    },
  );
});
