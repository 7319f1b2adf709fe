import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsProcMapWrite, formatProcMap, parseProcMap } from "../../../../src/core/forms/kernel/proc-map.ts";
import { createIdMap, emptyIdMap, initialIdMap } from "../../../../src/core/idmap/id-map.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import { smallMaps } from "../../idmap/arbitraries.ts";
import { KERNEL_WRITES } from "./kernel-writes.ts";
import { kernelWrite } from "./proc-map-oracle.ts";

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

function manyLines(count: number): string {
  return Array.from({ length: count }, (_, line) => `${line} ${1000 + line} 1`).join("\n");
}

const errno = "EINVAL";
const form = "proc-map";

describe("parseProcMap", () => {
  it.each(KERNEL_WRITES)("reads %j as the kernel did", (text, lines) => {
    const read = parseProcMap(bytesOf(text));
    if (lines === null) expect(read).toMatchObject({ ok: false, error: { form, errno } });
    else {
      const sorted =
        lines.length > 5
          ? [...unwrap(read).mappings].sort((a, b) => a.containerId - b.containerId)
          : unwrap(read).mappings;
      expect(sorted).toEqual(lines.map(([containerId, hostId, size]) => ({ containerId, hostId, size })));
    }
  });

  it.each([
    ["0 1 x", { code: "not-a-number", line: 1, column: 5, found: "x", expected: "decimal-number" }],
    ["0 1 1\n2 3x 1", { code: "not-a-number", line: 2, column: 3, found: "3x", expected: "decimal-number" }],
    ["0 -1 1", { code: "not-a-number", line: 1, column: 3, found: "-1", expected: "decimal-number" }],
    ["é 1 1", { code: "not-a-number", line: 1, column: 1, found: "\\xc3\\xa9", expected: "decimal-number" }],
    ["é\u00a01 1", { code: "not-a-number", line: 1, column: 1, found: "\\xc3\\xa9\\xc2", expected: "decimal-number" }],
    ["0\u00a01 1", { code: "not-a-number", line: 1, column: 1, found: "0\\xc2", expected: "decimal-number" }],
    ["\ud800", { code: "not-a-number", line: 1, column: 1, found: "\\xef\\xbf\\xbd", expected: "decimal-number" }],
    ["", { code: "blank-line", line: 1, column: 1, found: "", expected: "three-numbers" }],
    ["0 1 1\n \t\n", { code: "blank-line", line: 2, column: 1, found: " \\x09", expected: "three-numbers" }],
    ["0", { code: "missing-number", line: 1, column: 2, found: "", expected: "three-numbers" }],
    ["0 1 ", { code: "missing-number", line: 1, column: 5, found: "", expected: "three-numbers" }],
    ["0 1 1 2 # pods", { code: "trailing-text", line: 1, column: 7, found: "2 # pods", expected: "end-of-line" }],
  ])("says what is wrong with %j", (text, error) => {
    expect(parseProcMap(text)).toEqual({ ok: false, error: { form, errno, ...error } });
  });

  it("wraps the refusal of a map, with its line", () => {
    const mapping = { containerId: 5, hostId: 1, size: 0 };
    expect(parseProcMap("0 1 1\n5 1 0\nx")).toEqual({
      ok: false,
      error: {
        code: "bad-map",
        form,
        line: 2,
        column: 1,
        errno,
        cause: { code: "empty-mapping", errno, index: 1, mapping },
      },
    });
  });

  it("refuses a second line before it looks at the mapping of the third", () => {
    expect(parseProcMap("0 1 1\nx\n0 1 1")).toMatchObject({ error: { code: "not-a-number", line: 2 } });
  });

  it("reads 340 lines", () => {
    expect(unwrap(parseProcMap(manyLines(340))).mappings).toHaveLength(340);
    expect(unwrap(parseProcMap(`${manyLines(340)}\n`)).mappings).toHaveLength(340);
    expect(unwrap(parseProcMap(`${manyLines(340)}\n\0junk`)).mappings).toHaveLength(340);
  });

  it.each(["\n\n", "\n ", "\nx", "\n340 1340 1", "\n0 1 1"])("refuses line 340 when %j follows", (rest) => {
    expect(parseProcMap(manyLines(340) + rest)).toEqual({
      ok: false,
      error: {
        code: "bad-map",
        form,
        line: 341,
        column: 1,
        errno,
        cause: { code: "too-many-mappings", errno, count: 341, limit: 340 },
      },
    });
  });

  it("finds an overlap in line 340 before it finds line 341", () => {
    expect(parseProcMap(`${manyLines(339)}\n0 1339 1\n\n`)).toMatchObject({
      error: { code: "bad-map", line: 340, cause: { code: "overlapping-mappings" } },
    });
  });

  it("takes 4095 bytes and no more", () => {
    const text = "0 1 1\n";
    const error = {
      code: "too-long",
      form,
      line: 2,
      column: 4090,
      found: "\\x00",
      expected: "4095-bytes",
      errno,
    };
    expect(unwrap(parseProcMap(text.padEnd(4095, "\0"))).mappings).toHaveLength(1);
    expect(parseProcMap(text.padEnd(4096, "\0"))).toEqual({ ok: false, error });
    expect(parseProcMap(bytesOf(text.padEnd(4096, "\0")))).toEqual({ ok: false, error });
    expect(parseProcMap(`0 1 1\0${"é".repeat(2045)}`)).toMatchObject({ error: { code: "too-long" } });
    expect(parseProcMap(`0 1 1\0${"é".repeat(2044)}`).ok).toBe(true);
    const found = "\\x0a".repeat(20);
    const newlines = { ok: false, error: { ...error, line: 4096, column: 1, found: `${found}…` } };
    expect(parseProcMap("\n".repeat(5_000_000))).toEqual(newlines);
    expect(parseProcMap(new Uint8Array(5_000_000).fill(10))).toEqual(newlines);
  });

  it("refuses what is no text", () => {
    expect(parseProcMap(42 as unknown as string)).toEqual({
      ok: false,
      error: { code: "not-text", form, line: 1, column: 1, found: "number", expected: "string-or-bytes" },
    });
  });

  const lineText = fc
    .array(
      fc.tuple(
        fc.oneof(
          { weight: 8, arbitrary: fc.nat(30).map(String) },
          fc.constantFrom("4294967295", "4294967296", "18446744073709551616", "-1", "0x1", "", "007", "1\xa0"),
          fc.bigInt(0n, 2n ** 70n).map(String),
        ),
        fc.constantFrom(" ", " ", " ", "\t", "\v", "\f", "\r", "\xa0", "\x85", "\0", "\n", ""),
      ),
      { maxLength: 4 },
    )
    .map((words) => words.flat().join(""));
  const writes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.array(lineText, { maxLength: 4 }).map((lines) => bytesOf(lines.join("\n"))),
    fc
      .array(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(3)), { maxLength: 5 })
      .map((lines) => bytesOf(lines.map((line) => line.join(" ")).join("\n"))),
  );

  prop(
    "does what the kernel does, step by step",
    [writes],
    (bytes) => {
      const read = parseProcMap(bytes);
      const expected = kernelWrite(bytes);
      if (read.ok)
        expect(read.value.mappings.map((m) => [BigInt(m.containerId), BigInt(m.hostId), BigInt(m.size)])).toEqual(
          expected,
        );
      else expect(read.error.line).toBe(expected);
    },
    { numRuns: 3000 },
  );

  prop("reads a string as its UTF-8 bytes", [fc.string({ unit: "binary", maxLength: 30 })], (text) => {
    expect(parseProcMap(text)).toEqual(parseProcMap(new TextEncoder().encode(text)));
  });
});

describe("formatProcMap", () => {
  it("writes a line for each mapping", () => {
    expect(formatProcMap(initialIdMap())).toBe("0 0 4294967295\n");
    const map = unwrap(
      createIdMap([
        { containerId: 10, hostId: 20, size: 1 },
        { containerId: 0, hostId: 65536, size: 5 },
      ]),
    );
    expect(formatProcMap(map)).toBe("10 20 1\n0 65536 5\n");
  });

  it("writes nothing for the map without mappings", () => {
    expect(formatProcMap(emptyIdMap())).toBe("");
  });

  prop("is read back, unless there is nothing to read", [smallMaps()], ({ map, mappings }) => {
    const read = parseProcMap(formatProcMap(map));
    expect(read.ok ? read.value.mappings : []).toEqual(mappings);
  });
});

describe("fitsProcMapWrite", () => {
  it.each([
    [4095, true],
    [4096, false],
    [10_000_000, false],
  ])("counts %i bytes", (length, expected) => {
    expect(fitsProcMapWrite("0".repeat(length))).toBe(expected);
  });

  it("counts bytes, not characters", () => {
    expect(fitsProcMapWrite("é".repeat(2047))).toBe(true);
    expect(fitsProcMapWrite("é".repeat(2048))).toBe(false);
  });
});
