import { describe, expect, it } from "vitest";
import { numberAtEnd } from "../../../../../src/core/allocate/strategies/support/number-at-end.ts";

describe("numberAtEnd", () => {
  it.each([
    ["web-3", 3],
    ["web-03", 3],
    ["7", 7],
    ["shop/web-2-10", 10],
    ["1.5", 5],
    ["-1", 1],
    ["00c04fd430c8", 8],
    ["9".repeat(400), Number.POSITIVE_INFINITY],
  ])("of %s is %d", (text, number) => {
    expect(numberAtEnd(text)).toBe(number);
  });

  it.each(["", "web", "web-", "3 ", "0x", "web-٣", "__proto__"])("is none of %j", (text) => {
    expect(numberAtEnd(text)).toBeNaN();
  });

  it("is found in one pass", () => {
    expect(numberAtEnd(`${"1".repeat(100_000)}x`)).toBeNaN();
  });
});
