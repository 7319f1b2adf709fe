import { describe, expect, it } from "vitest";
import { STRATEGIES, STRATEGY_NAMES } from "../../src/core/allocate/strategies/strategies.ts";
import * as library from "../../src/index.ts";
import { run } from "../cli/run.ts";
import { functionOf, makersIn } from "./makers.ts";

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
});
