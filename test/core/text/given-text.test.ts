import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, textOf } from "../../../src/core/text/given-text.ts";
import { prop } from "../../support/prop.ts";

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Bytes at the edges of the ranges of well-formed UTF-8. */
const edgeBytes = fc.constantFrom(
  ...[0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef],
  ...[0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff],
);

/** Go's decoder by the definition: one character, or one byte that is none. */
function decodeSlowly(bytes: Uint8Array): string {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const found = [1, 2, 3, 4].find((length) => {
      try {
        return strict.decode(bytes.slice(at, at + length)).length > 0 && at + length <= bytes.length;
      } catch {
        return false;
      }
    });
    text += found === undefined ? "\ufffd" : strict.decode(bytes.slice(at, at + found));
    at += found ?? 1;
  }
  return text;
}

describe("bytesOf", () => {
  prop("encodes as TextEncoder does", [fc.string({ unit: "binary" })], (text) => {
    expect(bytesOf(text)).toBe(latin1(new TextEncoder().encode(text)));
  });

  prop("encodes arbitrary units as TextEncoder does", [fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 }))], (units) => {
    const text = String.fromCharCode(...units);
    expect(bytesOf(text)).toBe(latin1(new TextEncoder().encode(text)));
  });

  prop("gives bytes as they are", [fc.uint8Array()], (bytes) => {
    expect(bytesOf(bytes)).toBe(latin1(bytes));
  });
});

describe("textOf", () => {
  prop("leaves a string alone", [fc.string({ unit: "binary" })], (text) => {
    expect(textOf(text)).toBe(text);
  });

  prop("decodes as TextDecoder does what is well-formed", [fc.string({ unit: "grapheme" })], (text) => {
    const bytes = new TextEncoder().encode(text);
    expect(textOf(bytes)).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  });

  prop(
    "replaces each byte that belongs to no character",
    [
      fc.oneof(
        fc.uint8Array(),
        fc.array(edgeBytes, { maxLength: 12 }).map((bytes) => Uint8Array.from(bytes)),
      ),
    ],
    (bytes) => {
      expect(textOf(bytes)).toBe(decodeSlowly(bytes));
    },
    { numRuns: 3000 },
  );

  it("decodes every pair and every triple of edge bytes", () => {
    const edges = [
      0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0,
    ];
    for (const first of [...edges, 0xc0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff])
      for (const second of edges)
        for (const third of [0x41, 0x7f, 0x80, 0xbf, 0xc2]) {
          for (const more of [[], [0x7f], [0x80], [0xbf], [0xc0]]) {
            const bytes = Uint8Array.of(first, second, third, ...more);
            if (textOf(bytes) !== decodeSlowly(bytes))
              expect([bytes, textOf(bytes)]).toEqual([bytes, decodeSlowly(bytes)]);
          }
        }
  });

  it("puts characters together that lie across two pieces", () => {
    for (const character of ["\u00e9", "\u0800", "\uffff", "\u{10000}", "\u{10ffff}"])
      for (const before of [8189, 8190, 8191, 8192, 16383]) {
        const text = `${"a".repeat(before)}${character}b`;
        expect(textOf(new TextEncoder().encode(text))).toBe(text);
      }
  });

  it("replaces a character that is cut off at the end", () => {
    expect(textOf(Uint8Array.of(0x61, 0xf0, 0x90, 0x80))).toBe("a\ufffd\ufffd\ufffd");
    expect(textOf(Uint8Array.of(0x61, 0xc3))).toBe("a\ufffd");
  });

  it("reads bytes of any size", () => {
    expect(textOf(new Uint8Array(20000).fill(0x61))).toBe("a".repeat(20000));
    expect(bytesOf(new Uint8Array(20000).fill(0xe9))).toBe("\xe9".repeat(20000));
  });
});

describe("bytesOf and textOf", () => {
  const hostile = (): readonly unknown[] => [
    undefined,
    null,
    42,
    {},
    [104, 105],
    { length: 1, 0: 65 },
    new ArrayBuffer(4),
    new Proxy(new Uint8Array(4), {}),
  ];

  it("give nothing for what is neither text nor bytes", () => {
    for (const input of hostile()) expect([bytesOf(input), textOf(input)]).toEqual([undefined, undefined]);
  });

  it("do not run what a subclass overrides", () => {
    class Hostile extends Uint8Array {
      override get length(): number {
        throw new Error("never read");
      }
      override subarray(): never {
        throw new Error("never called");
      }
    }
    expect(textOf(new Hostile([104, 105]))).toBe("hi");
    expect(bytesOf(new Hostile([104, 105]))).toBe("hi");
  });

  it("find nothing in bytes that were transferred away", () => {
    const bytes = Uint8Array.of(104, 105);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expect([bytesOf(bytes), textOf(bytes)]).toEqual(["", ""]);
  });
});
