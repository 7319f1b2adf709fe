import { describe, expect, it } from "vitest";
import { ALL_LAWS } from "../../src/testing/laws/laws.ts";
import { ALLOCATOR_DEFECTS } from "../testing/defects/allocators.ts";
import { STRATEGY_DEFECTS } from "../testing/defects/strategies.ts";

const defects = [...ALLOCATOR_DEFECTS, ...STRATEGY_DEFECTS];

describe.each(ALL_LAWS)("the law %s", (law) => {
  it("is broken by a planted defect", () => {
    expect(defects.map(({ breaks }) => breaks)).toContain(law);
  });
});
