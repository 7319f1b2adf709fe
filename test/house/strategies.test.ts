import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STRATEGIES, STRATEGY_NAMES } from "../../src/core/allocate/strategies/strategies.ts";
import { STRATEGY_PROMISES } from "../../src/core/allocate/strategy/strategy.ts";
import * as library from "../../src/index.ts";
import { run } from "../cli/run.ts";
import { countsBefore, page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";
import { functionOf, makersIn } from "./makers.ts";

const code = (name: string): string => `\`${name}\``;

const guide = page("docs/guide/strategies.md");
const described = tableRows(guide, "strategy", "does", "as", "buys", "costs");
const promised = tableRows(guide, "strategy", ...STRATEGY_PROMISES.map(code));

/** The names that each paragraph opens with, in bold. */
const openings = page("docs/guide/comparing.md")
  .split("\n\n")
  .map((paragraph) => /^(?:\*\*[\w-]+\*\*(?:,| and)?\s)+/.exec(paragraph)?.[0] ?? "");

describe.each(STRATEGY_NAMES)("the strategy %s", (name) => {
  const { make, draws, promises } = STRATEGIES[name];

  it("is made under its name, with the promises of its row", () => {
    expect(make(1)).toMatchObject({ name, promises });
  });

  it("begins to draw at the seed, if it draws at all", () => {
    expect(JSON.stringify(make(1).initial) !== JSON.stringify(make(2).initial)).toBe(draws);
  });

  it("is exported as a function", () => {
    expect(library).toHaveProperty(functionOf(name), expect.any(Function));
  });

  it("has a row of the guide: what it does, buys and costs", () => {
    expect(described.filter(([first]) => first?.startsWith(`\`${functionOf(name)}(`))).toHaveLength(1);
  });

  it("has its promises in the guide", () => {
    const rows = promised.filter(([names]) => names?.split(", ").includes(code(name)));
    const answers = STRATEGY_PROMISES.map((promise) => (promises.includes(promise) ? "yes" : "no"));
    expect(rows.map((row) => row.slice(1))).toEqual([answers]);
  });

  it("has its paragraph in the guide on what it came to in a comparison", () => {
    expect(openings.filter((opening) => opening.includes(`**${name}**`))).toHaveLength(1);
  });

  it("can be named on the command line", async () => {
    const stdin = "kind: Pod\nmetadata: {name: web-3}\nspec: {hostUsers: false, containers: [{name: app}]}\n";
    expect((await run(["place", "--help"])).stdout).toContain(`"${name}"`);
    expect((await run(["place", "--strategy", name, "-"], { stdin })).stdout).toContain(`\nstrategy  ${name}`);
    const compared = await run(["compare", "--pods", "9", "--strategy", `${name}+sticky`]);
    expect(compared.stdout).toContain(`\n${name} + sticky `);
    const fuzzed = await run(["fuzz", "--strategy", name, "--runs", "1"]);
    expect(fuzzed).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("the table of strategies", () => {
  it.each(makersIn("src/core/allocate/strategies"))("has a row for what %s makes", (maker) => {
    expect(STRATEGY_NAMES.map(functionOf)).toContain(maker);
  });

  it("has a row for each in the guide, and none too much", () => {
    const names = described.map(([first]) => first?.slice(1).split("(")[0]);
    expect(names.sort()).toEqual(STRATEGY_NAMES.map(functionOf).sort());
    expect(promised.flatMap(([names]) => names?.split(", ")).sort()).toEqual(STRATEGY_NAMES.map(code).sort());
  });

  it("is counted right by every page", () => {
    const pages = readdirSync("docs/guide").filter((file) => file.endsWith(".md"));
    const counts = ["README.md", ...pages.map((file) => `docs/guide/${file}`)].flatMap((path) =>
      countsBefore(page(path), "strategies"),
    );
    expect(counts).toEqual([STRATEGY_NAMES.length]);
  });

  it("is counted right by the README where one is named apart", () => {
    const more = countsBefore(page("README.md"), "more, most of them those of other systems");
    expect(more).toEqual([STRATEGY_NAMES.length - 1]);
  });
});
