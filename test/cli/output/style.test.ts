import { describe, expect, it } from "vitest";
import { run } from "../run.ts";

const MAP = ["translate", "--map", "0 65536 65536", "70000"];
const COLOUR = "\u001b[";

describe("colours", () => {
  const cases: readonly (readonly [boolean, number | undefined, Readonly<Record<string, string>>])[] = [
    [true, 80, {}],
    [true, 80, { NO_COLOR: "" }],
    [true, 80, { TERM: "xterm" }],
    [true, undefined, { FORCE_COLOR: "1" }],
    [true, undefined, { FORCE_COLOR: "true", TERM: "dumb" }],
    [false, undefined, {}],
    [false, 80, { NO_COLOR: "1" }],
    [false, 80, { NO_COLOR: "1", FORCE_COLOR: "1" }],
    [false, 80, { FORCE_COLOR: "0" }],
    [false, 80, { FORCE_COLOR: "false" }],
    [false, 80, { TERM: "dumb" }],
    [false, undefined, { FORCE_COLOR: "" }],
  ];

  it.each(cases)("%s for a terminal of %s columns and %j", async (expected, columns, env) => {
    const world = columns === undefined ? { env } : { env, terminal: columns };
    expect((await run(MAP, world)).stdout.includes(COLOUR)).toBe(expected);
  });

  it("says nothing that the text does not say", async () => {
    const coloured = (await run(MAP, { terminal: 80 })).stdout;
    expect(coloured).toBe(
      [
        "map, read as uid_map text, 1 mapping; first number is the container's",
        "",
        "\u001b[1mCONTAINER\u001b[0m  \u001b[1m→ HOST\u001b[0m",
        "70000      \u001b[31m✗ unmapped: using it is EINVAL, shown as 65534\u001b[0m",
        "",
      ].join("\n"),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe((await run(MAP)).stdout);
  });
});

describe("width", () => {
  const cases: readonly (readonly [number, number | undefined, string | undefined])[] = [
    [80, undefined, undefined],
    [80, undefined, "0"],
    [80, undefined, "wide"],
    [80, 0, undefined],
    [40, 1, undefined],
    [40, undefined, "39"],
    [100, undefined, "100.9"],
    [100, 100, "60"],
    [200, 1000, undefined],
  ];

  it.each(cases)("is %s for a terminal of %s columns and COLUMNS %s", async (width, columns, variable) => {
    const env = variable === undefined ? {} : { COLUMNS: variable };
    const world = columns === undefined ? { env } : { env, terminal: columns };
    const { stdout } = await run(["place", "-"], { ...world, stdin: "kind: List" });
    expect(stdout).toContain("One sign");
    const atThisWidth = await run(["place", "-"], { terminal: width, env: { NO_COLOR: "1" }, stdin: "kind: List" });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
    expect(stdout.replace(/\u001b\[\d+m/g, "")).toBe(atThisWidth.stdout);
  });
});

describe("--ascii", () => {
  it("prints nothing else", async () => {
    const { stdout } = await run([...MAP, "0-99", "--ascii"]);
    expect(stdout).toBe(
      "map, read as uid_map text, 1 mapping; first number is the container's\n\nCONTAINER  -> HOST\n70000      x unmapped: using it is EINVAL, shown as 65534\n[0, 100)   -> [65536, 65636)\n",
    );
  });
});
