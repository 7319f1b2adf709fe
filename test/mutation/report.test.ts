import { describe, expect, it } from "vitest";
import { readOptions } from "./options.ts";
import { type Reach, testsOf } from "./reach.ts";
import { NOTHING, percentOf, survivorLines, tallyLine } from "./report.ts";

const TEXT = "const low = 0;\nexport function isLow(n) {\n  return n <= low;\n}\n";
const MUTANT = {
  file: "src/core/id/low.ts",
  start: { line: 2, column: 9 },
  end: { line: 2, column: 17 },
  mutator: "EqualityOperator",
  replacement: "n < low",
};

describe("the report", () => {
  it("shows where a mutant lives, and the change", () => {
    expect(survivorLines(MUTANT, TEXT, "survived")).toEqual([
      "survived: src/core/id/low.ts:3 EqualityOperator",
      "  - return n <= low;",
      "  + return n < low;",
    ]);
  });

  it("shows what became of several lines", () => {
    const block = { ...MUTANT, start: { line: 1, column: 25 }, end: { line: 3, column: 1 }, replacement: "{}" };
    expect(survivorLines(block, TEXT, "unreached").slice(1)).toEqual([
      "  - export function isLow(n) {",
      "  - return n <= low;",
      "  - }",
      "  + export function isLow(n) {}",
    ]);
  });

  it("counts those that no test reaches as alive, and leaves out those that do not compile", () => {
    const tally = { killed: 6, timeout: 2, survived: 1, unreached: 1, invalid: 5 };
    expect(percentOf(tally)).toBe(80);
    expect(tallyLine(tally, 15)).toBe(
      "10 mutants: 6 killed, 2 timed out, 1 survived, 1 unreached (5 more do not compile): 80.0 %; the next is --from 15",
    );
    expect(percentOf(NOTHING)).toBe(100);
  });
});

describe("the tests of a mutant", () => {
  const test = (path: string, time: number, ...reached: string[]): Reach => ({ path, time, reached: new Set(reached) });

  it("are those that reach its function, the near ones first, and of these the quick ones", () => {
    const tests = [
      test("test/core/kernel/far.test.ts", 1, "src/core/id/low.ts#1"),
      test("test/core/id/slow.test.ts", 9, "src/core/id/low.ts#0", "src/core/id/low.ts#1"),
      test("test/core/id/quick.test.ts", 5, "src/core/id/low.ts#1"),
      test("test/core/id/imports.test.ts", 2, "src/core/id/low.ts#0"),
    ];
    expect(testsOf(MUTANT, TEXT, tests).map(({ path }) => path)).toEqual([
      "test/core/id/quick.test.ts",
      "test/core/id/slow.test.ts",
      "test/core/kernel/far.test.ts",
    ]);
  });

  it("are those that import the file when it is in no function", () => {
    const atTop = { ...MUTANT, start: { line: 0, column: 12 }, end: { line: 0, column: 13 } };
    const tests = [test("test/core/a.test.ts", 1, "src/core/id/low.ts#0"), test("test/core/b.test.ts", 1)];
    expect(testsOf(atTop, TEXT, tests).map(({ path }) => path)).toEqual(["test/core/a.test.ts"]);
  });
});

describe("the options", () => {
  it("are those of a whole run of the core unless given", () => {
    expect(readOptions([])).toEqual({
      folder: "src/core",
      sample: Number.POSITIVE_INFINITY,
      seed: 1,
      from: 0,
      least: 0,
      workers: 2,
      planted: false,
    });
  });

  it("are read", () => {
    const args = "--folder src/cli/ --sample 60 --seed 7 --from 20 --least 99 --workers 1".split(" ");
    expect(readOptions(args)).toEqual({
      ...{ folder: "src/cli", sample: 60, seed: 7, from: 20, least: 99, workers: 1 },
      planted: false,
    });
    expect(readOptions(["--planted"])).toMatchObject({ folder: "src", planted: true });
    expect(readOptions(["--planted", "--folder", "src/core/kernel"])).toMatchObject({ folder: "src/core/kernel" });
  });

  it.each([
    [["--sample", "many"], "--sample: expected an integer from 0 to 1000000, got many"],
    [["--least", "101"], "--least: expected an integer from 0 to 100, got 101"],
    [["--folder", "src"], "--folder: expected one within src/core, src/cli or src/testing, got src"],
    [["--folder", "test"], "--folder: expected one within src/core, src/cli or src/testing, got test"],
  ])("refuse %j", (args, message) => {
    expect(() => readOptions(args)).toThrow(new RangeError(message));
  });
});
