import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSubid, parseSubid } from "../../../../src/core/forms/linux/subid.ts";
import { prop } from "../../../support/prop.ts";

const form = "subid";
const uint32 = fc.oneof(fc.constantFrom(0, 7, 8, 10, 65536, 4294967295), fc.integer({ min: 0, max: 4294967295 }));

describe("parseSubid", () => {
  it.each([
    ["", []],
    [
      "tss:100000:65536\n# empty default subuid/subgid file\n\ndockremap:231072:65536",
      [
        ["tss", 100000, 65536],
        ["dockremap", 231072, 65536],
      ],
    ],
    [
      "foo:0:1000\nfoo:1001:5\n",
      [
        ["foo", 0, 1000],
        ["foo", 1001, 5],
      ],
    ],
    ["1000:100000:10000\n", [["1000", 100000, 10000]]],
    ["\n \t\n", []],
    // Each of these was given to getsubids 4.13.
    ["#foo:1:2", [["#foo", 1, 2]]],
    ["hex:0x10000:0X1f", [["hex", 65536, 31]]],
    ["oct:010:00", [["oct", 8, 0]]],
    ["plus:+5:+6", [["plus", 5, 6]]],
    ["sp: 7:\t\v\f\r 8", [["sp", 7, 8]]],
    [" lead:1:1", [[" lead", 1, 1]]],
    ["past:4294967295:4294967295", [["past", 4294967295, 4294967295]]],
    ["a b:3:4", [["a b", 3, 4]]],
    ["__proto__:1:2", [["__proto__", 1, 2]]],
    ["a+b-c:1:2", [["a+b-c", 1, 2]]],
  ])("reads the entries of %j", (text, entries) => {
    const read = {
      entries: entries.map(([owner, start, count]) => ({ owner, start, count })),
      problems: [],
      malformed: 0,
    };
    expect(parseSubid(text)).toEqual(read);
    expect(parseSubid(new TextEncoder().encode(text))).toEqual(read);
  });

  it.each([
    ["0:1000", { code: "field-count", column: 1, found: "0:1000", expected: "owner:start:count" }],
    ["alice", { code: "field-count", column: 1, found: "alice", expected: "owner:start:count" }],
    ["four:1:2:3", { code: "field-count", column: 1, found: "four:1:2:3", expected: "owner:start:count" }],
    [":1:2", { code: "bad-owner", column: 1, found: "", expected: "owner" }],
    ["+foo:1:2", { code: "bad-owner", column: 1, found: "+foo", expected: "owner" }],
    ["-foo:1:2", { code: "bad-owner", column: 1, found: "-foo", expected: "owner" }],
    ["a::1", { code: "not-a-number", column: 3, found: "", expected: "number" }],
    ["ab:1:", { code: "not-a-number", column: 6, found: "", expected: "number" }],
    ["a:1:2\r", { code: "not-a-number", column: 5, found: "2\\u{d}", expected: "number" }],
    ["a:1 :2", { code: "not-a-number", column: 3, found: "1 ", expected: "number" }],
    ["a:x1:2", { code: "not-a-number", column: 3, found: "x1", expected: "number" }],
    ["a:09:2", { code: "not-a-number", column: 3, found: "09", expected: "number" }],
    ["a:0x:2", { code: "not-a-number", column: 3, found: "0x", expected: "number" }],
    ["a:0o7:2", { code: "not-a-number", column: 3, found: "0o7", expected: "number" }],
    ["a:1e3:2", { code: "not-a-number", column: 3, found: "1e3", expected: "number" }],
    ["a:0x1g:2", { code: "not-a-number", column: 3, found: "0x1g", expected: "number" }],
    ["a:++1:2", { code: "not-a-number", column: 3, found: "++1", expected: "number" }],
    ["a:-1:2", { code: "not-a-number", column: 3, found: "-1", expected: "number" }],
    ["a:\u00a01:2", { code: "not-a-number", column: 3, found: "\\u{a0}1", expected: "number" }],
    ["a:4294967296:1", { code: "number-too-large", column: 3, found: "4294967296", expected: "uint32" }],
    [
      "a:1:18446744073709551616",
      { code: "number-too-large", column: 5, found: "18446744073709551616", expected: "uint32" },
    ],
    [
      `a:1:${"9".repeat(400)}`,
      { code: "number-too-large", column: 5, found: `${"9".repeat(20)}…`, expected: "uint32" },
    ],
  ])("says why %j is no entry, and reads the others", (line, problem) => {
    expect(parseSubid(`alice:1:2\n${line}\nbob:3:4\n`)).toEqual({
      entries: [
        { owner: "alice", start: 1, count: 2 },
        { owner: "bob", start: 3, count: 4 },
      ],
      problems: [{ form, line: 2, ...problem }],
      malformed: 1,
    });
  });

  it.each(["# comment", "  # comment", "#a:1:2:3", "#a:1:x", "#"])("passes over %j", (line) => {
    expect(parseSubid(line)).toEqual({ entries: [], problems: [], malformed: 0 });
  });

  it("describes the first hundred malformed lines and counts the others", () => {
    const { problems, malformed } = parseSubid("a # b\n".repeat(250));
    expect(problems.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(malformed).toBe(250);
  });

  it("refuses what is no text", () => {
    expect(parseSubid({} as unknown as string)).toEqual({
      entries: [],
      problems: [{ code: "not-text", form, line: 1, column: 1, found: "object", expected: "string-or-bytes" }],
      malformed: 1,
    });
  });

  prop(
    "accounts for every line, whatever it holds",
    [fc.string({ unit: fc.constantFrom(..."a#:\n \t01x9+-") })],
    (text) => {
      const { entries, problems, malformed } = parseSubid(text);
      const others = text.split("\n").filter((line) => line.trim() === "" || /^\s*#/.test(line)).length;
      expect(problems).toHaveLength(malformed);
      expect(entries.filter(({ owner }) => !/^\s*#/.test(owner)).length + malformed + others).toBe(
        text.split("\n").length,
      );
    },
  );

  prop("never throws", [fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array())], (text) => {
    expect(parseSubid(text).malformed).toBeGreaterThanOrEqual(0);
  });
});

describe("formatSubid", () => {
  it("writes a line for each entry", () => {
    expect(
      formatSubid([
        { owner: "kubelet", start: 65536, count: 7208960 },
        { owner: "1000", start: 0, count: 0 },
      ]),
    ).toBe("kubelet:65536:7208960\n1000:0:0\n");
    expect(formatSubid([])).toBe("");
  });

  it.each(["", "a:b", "a\nb", "+a", "-a", ":", "\n"])("throws for the owner %j", (owner) => {
    expect(() => formatSubid([{ owner, start: 1, count: 1 }])).toThrow(
      /^formatSubid: expected an owner that can be read back, got "/,
    );
  });

  it("throws for numbers that no entry holds", () => {
    expect(() => formatSubid([{ owner: "a", start: 0.5, count: 1 }])).toThrow(
      new TypeError("formatSubid: expected each start to be an integer, got 0.5"),
    );
    expect(() => formatSubid([{ owner: "a", start: 1, count: -1 }])).toThrow(
      new RangeError("formatSubid: expected each count from 0 to 4294967295, got -1"),
    );
  });

  const owner = fc.string({ minLength: 1 }).filter((text) => /^[^+\-:\n][^:\n]*$/.test(text));

  prop("is read back", [fc.array(fc.record({ owner, start: uint32, count: uint32 }))], (entries) => {
    expect(parseSubid(formatSubid(entries)).entries).toEqual(entries);
  });
});
