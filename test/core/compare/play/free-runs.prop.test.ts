import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { FreeRuns } from "../../../../src/core/compare/play/free-runs.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";

describe("FreeRuns", () => {
  prop(
    "agrees with a look at every slot",
    [fc.integer({ min: 1, max: 70 }), fc.array(fc.nat(69)), fc.uniqueArray(fc.nat(69), { maxLength: 5 })],
    (slots, toggled, excluded) => {
      const exclude = excluded.map((slot) => ({ start: 1 + slot, size: 1 }));
      const tree = new FreeRuns(unwrap(createPool({ start: 1, size: slots, idsPerPod: 1, exclude })));
      const free = Array.from({ length: slots }, (_, slot) => !excluded.includes(slot));
      const check = (): void => {
        const text = free.map((isFree) => (isFree ? "1" : " ")).join("");
        expect(tree.longest).toBe(Math.max(...text.split(" ").map(({ length }) => length)));
        expect(tree.count).toBe(text.replaceAll(" ", "").length);
      };
      check();
      for (const slot of toggled) {
        if (slot >= slots || excluded.includes(slot)) continue;
        if (free[slot]) tree.take(slot);
        else tree.free(slot);
        free[slot] = !free[slot];
        check();
      }
    },
  );
});
