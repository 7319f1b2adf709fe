import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MISTAKES } from "./mistakes.ts";
import { planted, testsOf } from "./plant-all.ts";

describe("the planted mistakes", () => {
  it.each(MISTAKES)("can be made: $kind", (mistake) => {
    const text = readFileSync(mistake.file, "utf8");
    expect(planted(mistake, text)).not.toBe(text);
  });

  it("are refused where what was right is not there, or twice", () => {
    const mistake = { kind: "", file: "a.ts", right: "one", wrong: "two" };
    expect(planted(mistake, "one")).toBe("two");
    expect(() => planted(mistake, "nothing")).toThrow("a.ts");
    expect(() => planted(mistake, "one and one")).toThrow("expected once");
  });

  it("are looked for by the tests of their folder first, and by the vectors last", () => {
    const vectors = "test/core/kernel/vectors.test.ts";
    const [near, far, other] = [
      "test/core/kernel/fs/a.test.ts",
      "test/core/kernel/net/b.test.ts",
      "test/cli/c.test.ts",
    ];
    const mistake = { kind: "", file: "src/core/kernel/fs/d.ts", right: "", wrong: "" };
    expect(
      testsOf(
        mistake,
        [vectors, far, other, near].flatMap((path) => path ?? []),
      ),
    ).toEqual([near, far, vectors]);
  });
});
