import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseShownProcMap, showProcMap } from "../../../../src/core/forms/kernel/proc-map-shown.ts";
import { createIdMap, emptyIdMap } from "../../../../src/core/idmap/id-map.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import { smallMaps } from "../../idmap/arbitraries.ts";

const form = "proc-map";

describe("showProcMap", () => {
  it("shows what a reader sees whose namespace lacks the host IDs", () => {
    expect(showProcMap([{ containerId: 0, hostId: 4294967295, size: 65536 }])).toBe(
      "         0 4294967295      65536\n",
    );
  });

  it("shows nothing of a map that was not written yet", () => {
    expect(showProcMap(emptyIdMap())).toBe("");
    expect(showProcMap([])).toBe("");
  });

  it.each([
    [5, "4 3 2 1 0"],
    [6, "0 1 2 3 4 5"],
  ])("shows %i mappings, written from the last to the first, in the order %s", (count, order) => {
    const mappings = Array.from({ length: count }, (_, line) => ({
      containerId: count - 1 - line,
      hostId: line,
      size: 1,
    }));
    const lines = showProcMap(unwrap(createIdMap(mappings))).split("\n");
    expect(lines.map((line) => line.trim().split(" ")[0]).join(" ")).toBe(`${order} `);
    expect(mappings[0]?.containerId).toBe(count - 1);
  });

  it("sorts by number", () => {
    const lines = [1000000000, 9, 100, 20, 3, 0].map((containerId) => ({ containerId, hostId: 5, size: 1 }));
    expect(unwrap(parseShownProcMap(showProcMap(lines))).map(({ containerId }) => containerId)).toEqual([
      0, 3, 9, 20, 100, 1000000000,
    ]);
    expect(lines[0]?.containerId).toBe(1000000000);
  });

  it("throws for numbers that no map holds", () => {
    expect(() => showProcMap([{ containerId: 0.5, hostId: 0, size: 1 }])).toThrow(
      new TypeError("showProcMap: expected each number to be an integer, got 0.5"),
    );
    expect(() => showProcMap([{ containerId: 0, hostId: -1, size: 1 }])).toThrow(RangeError);
    expect(() => showProcMap([{ containerId: 0, hostId: 0, size: 4294967296 }])).toThrow(RangeError);
  });
});

describe("parseShownProcMap", () => {
  it.each([
    ["", []],
    ["         0          0 4294967295\n", [[0, 0, 4294967295]]],
    [
      "0 0 20\n100 0 20\n",
      [
        [0, 0, 20],
        [100, 0, 20],
      ],
    ],
    ["0 4294967295 1", [[0, 4294967295, 1]]],
    ["\t007 1 2\r\n", [[7, 1, 2]]],
  ])("reads %j", (text, lines) => {
    const mappings = lines.map(([containerId, hostId, size]) => ({ containerId, hostId, size }));
    expect(parseShownProcMap(text)).toEqual({ ok: true, value: mappings });
    expect(parseShownProcMap(new TextEncoder().encode(text))).toEqual({ ok: true, value: mappings });
  });

  it.each([
    ["\n", { code: "blank-line", line: 1, column: 1, found: "", expected: "three-numbers" }],
    ["0 1 1\n\n0 1 1", { code: "blank-line", line: 2, column: 1, found: "", expected: "three-numbers" }],
    ["0 1 1\né 1 1", { code: "not-a-number", line: 2, column: 1, found: "é", expected: "decimal-number" }],
    ["0 1 1\n0 1", { code: "missing-number", line: 2, column: 4, found: "", expected: "three-numbers" }],
    ["0 1 1 1", { code: "trailing-text", line: 1, column: 7, found: "1", expected: "end-of-line" }],
    ["4294967296 1 1", { code: "number-too-large", line: 1, column: 1, found: "4294967296", expected: "uint32" }],
    [
      "1 1 1\n1 4294967296 1",
      { code: "number-too-large", line: 2, column: 3, found: "4294967296", expected: "uint32" },
    ],
    [
      `1 1 ${"9".repeat(400)}`,
      {
        code: "number-too-large",
        line: 1,
        column: 5,
        found: `${"9".repeat(20)}…`,
        expected: "uint32",
      },
    ],
  ])("says what is wrong with %j", (text, error) => {
    expect(parseShownProcMap(text)).toEqual({ ok: false, error: { form, ...error } });
  });

  it("refuses what is no text", () => {
    expect(parseShownProcMap(null as unknown as string)).toMatchObject({
      error: { code: "not-text", form, found: "object" },
    });
  });

  prop("reads back what is shown", [smallMaps()], ({ map, mappings }) => {
    const expected = mappings.length > 5 ? [...mappings].sort((a, b) => a.containerId - b.containerId) : mappings;
    expect(unwrap(parseShownProcMap(showProcMap(map)))).toEqual(expected);
  });

  prop("never throws", [fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array())], (text) => {
    expect(typeof parseShownProcMap(text).ok).toBe("boolean");
  });
});
