import { describe, expectTypeOf, it } from "vitest";
import type { Declined, RefusalReason } from "../../../../src/index.ts";
import type { RefusalAnswer, RefusalCode } from "../../../../src/testing.ts";

/** The words that an editor offers: of a plain string none is left. */
type Offered<Union, Words extends string> = Extract<Union, Words>;

describe("the reasons of refusals", () => {
  it("are offered to who writes a strategy, and any other is taken", () => {
    type Known = "exhausted" | "fragmented" | "no-free-slot" | "out-of-tries";
    expectTypeOf<Offered<Declined["refuse"], Known>>().toEqualTypeOf<Known>();
    expectTypeOf<Offered<string, Known>>().toBeNever();
    expectTypeOf<string>().toExtend<RefusalReason>();
    expectTypeOf<number>().not.toExtend<RefusalReason>();
  });

  it("are offered to who writes an allocator, and any other is taken", () => {
    type Known =
      | "exhausted"
      | "fragmented"
      | "not-allocated"
      | "already-allocated"
      | "taken"
      | "excluded"
      | "other-size";
    expectTypeOf<Offered<NonNullable<RefusalAnswer["code"]>, Known>>().toEqualTypeOf<Known>();
    expectTypeOf<string>().toExtend<RefusalCode>();
  });
});
