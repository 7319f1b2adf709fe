import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/index.ts";
import { expectMaker, expectSubject } from "../../../src/testing/subject/expect-maker.ts";

describe("who makes a strategy", () => {
  const sentence = "check: expected make to be a function that makes a strategy, such as firstFit, got";

  it("is a function", () => {
    expect(() => expectMaker("check", firstFit)).not.toThrow();
    expect(() => expectSubject("check", firstFit)).not.toThrow();
    expect(() => expectMaker("check", 5 as never)).toThrow(new TypeError(`${sentence} 5`));
  });

  it("is asked for in the place of the strategy itself", () => {
    for (const expectIt of [expectMaker, expectSubject])
      expect(() => expectIt("check", firstFit() as never)).toThrow(
        new TypeError(`${sentence} a strategy: give the function that makes it`),
      );
  });
});
