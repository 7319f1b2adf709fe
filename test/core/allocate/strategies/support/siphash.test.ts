import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nspawnHash } from "../../../../../src/core/allocate/strategies/support/nspawn-hash.ts";
import { remainder, sipHash24, type Word64 } from "../../../../../src/core/allocate/strategies/support/siphash.ts";
import { utf8 } from "../../../../../src/core/text/utf8.ts";
import { prop } from "../../../../support/prop.ts";
import { bytesOf, NSPAWN, sipHashOracle } from "../../support/siphash-oracle.ts";

describe("sipHash24", () => {
  // The reference implementation's table, whose entry 15 is appendix A of the paper: the key is 00 01 … 0f, the message 00 01 ….
  it.each([
    [0, 0x726fdb47, 0xdd0e0e31],
    [1, 0x74f839c5, 0x93dc67fd],
    [2, 0x0d6c8009, 0xd9a94f5a],
    [7, 0xab0200f5, 0x8b01d137],
    [8, 0x93f5f579, 0x9a932462],
    [15, 0xa129ca61, 0x49be45e5],
    [63, 0x958a324c, 0xeb064572],
  ])("gives the reference vector of %i bytes", (length, high, low) => {
    const message = Uint8Array.from({ length }, (_, i) => i);
    expect(sipHash24([0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c], message)).toEqual({ high, low });
  });

  prop(
    "is what the paper says, for every key and message",
    [fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.uint8Array({ maxLength: 300 })],
    (key, message) => {
      const words = Array.from({ length: 4 }, (_, i) => new DataView(key.buffer).getUint32(4 * i, true));
      const hex = Array.from(key, (byte) => byte.toString(16).padStart(2, "0")).join("");
      const hash = sipHash24(words as never, message);
      expect(whole(hash)).toBe(sipHashOracle(hex, Array.from(message)));
    },
  );

  prop("hashes a pod's UID as systemd-nspawn does a name", [fc.string({ unit: "binary" })], (podUid) => {
    expect(whole(nspawnHash(podUid))).toBe(sipHashOracle(NSPAWN, bytesOf(podUid)));
  });
});

describe("remainder", () => {
  prop(
    "is that of BigInt",
    [fc.nat({ max: 4294967295 }), fc.nat({ max: 4294967295 }), fc.integer({ min: 1, max: 4294967296 })],
    (high, low, divisor) => {
      expect(remainder({ high, low }, divisor)).toBe(Number(whole({ high, low }) % BigInt(divisor)));
    },
  );
});

describe("utf8", () => {
  it.each([
    ["", []],
    ["\0a\x7f", [0, 0x61, 0x7f]],
    ["\x80\u07ff", [0xc2, 0x80, 0xdf, 0xbf]],
    ["\u0800\uffff", [0xe0, 0xa0, 0x80, 0xef, 0xbf, 0xbf]],
    ["\u{10000}\u{10ffff}", [0xf0, 0x90, 0x80, 0x80, 0xf4, 0x8f, 0xbf, 0xbf]],
    ["\ud800\udfff\ud800", [0xf0, 0x90, 0x8f, 0xbf, 0xed, 0xa0, 0x80]],
  ])("writes %j", (text, bytes) => {
    expect(Array.from(utf8(text))).toEqual(bytes);
  });

  prop("writes every string in its own way", [fc.string({ unit: "binary" }), fc.string({ unit: "binary" })], (a, b) => {
    const lone = [`${a}\ud800`, `${a}\udc00`, `${a}\ufffd`, b, a];
    expect(new Set(lone.map((text) => utf8(text).join())).size).toBe(new Set(lone).size);
    expect(Array.from(utf8(a))).toEqual(bytesOf(a));
  });
});

function whole({ high, low }: Word64): bigint {
  return BigInt(high) * 4294967296n + BigInt(low);
}
