import { describe, expect, it } from "vitest";
import { goBytes, rawByte, rawByteAt } from "../../../src/core/go/go-bytes.ts";

describe("a byte that is no part of UTF-8", () => {
  it.each([0x80, 0xc3, 0xff])("is a character that gives it back: %i", (byte) => {
    expect(rawByteAt(`a${rawByte(byte)}`, 1)).toBe(byte);
    expect([...goBytes(`a${rawByte(byte)}`)]).toEqual([0x61, byte]);
  });

  it("is none where a character stands, or the second half of one", () => {
    expect(
      ["a", "\u{dc7f}", "\u{dd00}", "\u{10080}", "\u{10fc80}"].map((text) => rawByteAt(text, text.length - 1)),
    ).toEqual(Array(5).fill(undefined));
  });
});
