import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatGetsubids, parseGetsubids } from "../../../../src/core/forms/linux/getsubids.ts";
import { prop } from "../../../support/prop.ts";

const form = "getsubids";
const uint32 = fc.integer({ min: 0, max: 4294967295 });

describe("parseGetsubids", () => {
  it.each([
    ["0: kubelet 65536 7208960\n", [["kubelet", 65536, 7208960]]],
    [
      "# foo\n0: foo 100000 655360\n\n1: foo 5 6",
      [
        ["foo", 100000, 655360],
        ["foo", 5, 6],
      ],
    ],
    ["  12:\tfoo  1\t2 \r\n", [["foo", 1, 2]]],
    ["0: a b 3 4", [["a b", 3, 4]]],
    ["0: 1 2   3", [["1", 2, 3]]],
    ["0:  x 0 4294967295", [["x", 0, 4294967295]]],
    ["", []],
  ])("reads the entries of %j", (text, entries) => {
    const read = {
      entries: entries.map(([owner, start, count]) => ({ owner, start, count })),
      problems: [],
      malformed: 0,
    };
    expect(parseGetsubids(text)).toEqual(read);
    expect(parseGetsubids(new TextEncoder().encode(text))).toEqual(read);
  });

  it.each([
    "Error fetching ranges",
    "kubelet:65536:7208960",
    "kubelet 65536 7208960",
    "0 kubelet 1 2",
    "x0: kubelet 1 2",
    "0:kubelet 1 2",
    "0: 1 2",
    "0: kubelet 1",
    "0: kubelet 1 x",
    "0: kubelet x 1",
    "0: kubelet 1 2 x",
    "0: kubelet 1 -2",
    "0: kubelet1 2",
  ])("says that %j is no entry, and reads the others", (line) => {
    expect(parseGetsubids(`0: a 1 2\n${line}\n1: b 3 4`)).toEqual({
      entries: [
        { owner: "a", start: 1, count: 2 },
        { owner: "b", start: 3, count: 4 },
      ],
      problems: [
        {
          code: "malformed-line",
          form,
          line: 2,
          column: 1,
          found: line.length > 20 ? `${line.slice(0, 20)}…` : line,
          expected: "index: owner start count",
        },
      ],
      malformed: 1,
    });
  });

  it.each([
    ["0: a 4294967296 1", "4294967296 1", 6],
    ["0: ab 1 4294967296  ", "1 4294967296", 7],
  ])("finds the number in %j too large", (line, found, column) => {
    const error = { code: "number-too-large", form, line: 1, column, found, expected: "uint32" };
    expect(parseGetsubids(line)).toEqual({ entries: [], problems: [error], malformed: 1 });
  });

  it("refuses what is no text", () => {
    expect(parseGetsubids(1 as unknown as string).problems).toMatchObject([{ code: "not-text", form }]);
  });

  prop("never throws", [fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array())], (text) => {
    expect(parseGetsubids(text).malformed).toBeGreaterThanOrEqual(0);
  });
});

describe("formatGetsubids", () => {
  it("numbers the entries", () => {
    const entry = (start: number) => ({ owner: "nobody", start, count: 10000 });
    expect(formatGetsubids([200000, 300000, 400000].map(entry))).toBe(
      "0: nobody 200000 10000\n1: nobody 300000 10000\n2: nobody 400000 10000\n",
    );
    expect(formatGetsubids([])).toBe("");
  });

  it.each(["", " a", "a ", "a\nb", "\n"])("throws for the owner %j", (owner) => {
    expect(() => formatGetsubids([{ owner, start: 1, count: 1 }])).toThrow(
      /^formatGetsubids: expected an owner that can be read back, got "/,
    );
  });

  it("throws for numbers that no entry holds", () => {
    expect(() => formatGetsubids([{ owner: "a", start: -1, count: 1 }])).toThrow(
      new RangeError("formatGetsubids: expected each start from 0 to 4294967295, got -1"),
    );
    expect(() => formatGetsubids([{ owner: "a", start: 1, count: 0.5 }])).toThrow(
      new TypeError("formatGetsubids: expected each count to be an integer, got 0.5"),
    );
  });

  const owner = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);

  prop("is read back", [fc.array(fc.record({ owner, start: uint32, count: uint32 }))], (entries) => {
    expect(parseGetsubids(formatGetsubids(entries)).entries).toEqual(entries);
  });
});
