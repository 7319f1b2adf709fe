import { describe, expect, it } from "vitest";
import { WRAPPER_NAMES, WRAPPERS } from "../../src/core/allocate/wrappers/wrappers.ts";
import * as library from "../../src/index.ts";
import { page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";
import { makersIn } from "./makers.ts";

const guide = tableRows(page("docs/guide/strategies.md"), "wrapper", "does", "refuses with", "of the promises");

describe.each(WRAPPER_NAMES)("the wrapper %s", (name) => {
  const { breaks } = WRAPPERS[name];

  it("is exported as a function", () => {
    expect(library).toHaveProperty(name, expect.any(Function));
  });

  it("has its rows of the guide, with what it keeps of the promises", () => {
    const rows = guide.filter(([first]) => first?.startsWith(`\`${name}(`));
    const promises = breaks.length === 0 ? "all" : `not ${breaks.map((promise) => `\`${promise}\``).join(", ")}`;
    expect([...new Set(rows.map((row) => row[3]))]).toEqual([promises]);
  });
});

describe("the table of wrappers", () => {
  it.each(makersIn("src/core/allocate/wrappers"))("has a row for what %s makes", (maker) => {
    expect(WRAPPER_NAMES).toContain(maker);
  });
});
