import { describe, expect, it } from "vitest";
import { transcriptOf } from "./console.ts";
import { instrument } from "./instrument.ts";

/** The claims of an example whose imports all give `module`: what it says, and what is so. */
async function claimsOf(code: string, module: unknown = {}): Promise<unknown[]> {
  const claims: unknown[] = [];
  const { body } = instrument(code);
  const run = new Function("load", "check", `return (async () => {${body}})();`);
  await run(
    async () => module,
    (line: number, actual: unknown, expected: unknown) => claims.push([line, actual, expected]),
  );
  return claims;
}

describe("instrument", () => {
  it("compares expressions, constants and what spans several lines", async () => {
    const code = [
      'import { type T, a, b as c } from "x";',
      "a + 1; // => 2",
      "const sum: number = a + c; // => 3",
      "const other = 5; // five",
      "[",
      "  sum,",
      "  await Promise.resolve(other),",
      "]; // => [",
      "//   3,",
      "//   6,",
      "// ]",
      "for (const one of [7]) one; // => 7",
      "c;",
      "// => 2",
    ];
    expect(await claimsOf(code.join("\n"), { a: 1, b: 2 })).toEqual([
      [1, 2, 2],
      [2, 3, 3],
      [7, [3, 5], [3, 6]],
      [11, 7, 7],
      [13, 2, 2],
    ]);
  });

  it("refuses a value that it would not compare", () => {
    expect(() => instrument("f(\n  1, // => 1\n);")).toThrow('line 2 of the example: "// =>" does not follow');
  });
});

describe("transcriptOf", () => {
  it("shows what the commands print", async () => {
    const session = "$ echo 'one  two' \\\n  \"three\"\n$ echo a b | echo $?\n";
    expect(await transcriptOf(session)).toBe(
      "$ echo 'one  two' \\\n  \"three\"\none  two three\n$ echo a b | echo $?\n0\n",
    );
  });

  it("finds files as a shell does", async () => {
    expect(await transcriptOf("$ echo test/docs/f*.ts\n")).toBe("$ echo test/docs/f*.ts\ntest/docs/fences.ts\n");
  });

  it("refuses what it does not know", async () => {
    await expect(transcriptOf("$ rm -r docs\n")).rejects.toThrow("rm: a session knows userns-sim, cat and echo");
    await expect(transcriptOf("userns-sim place\n")).rejects.toThrow("no line starts with `$ `");
  });
});
