import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ALL_LAWS, LAWS } from "../../src/testing/laws/laws.ts";
import { countsBefore, page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";
import { ALLOCATOR_DEFECTS } from "../testing/defects/allocators.ts";
import { STRATEGY_DEFECTS } from "../testing/defects/strategies.ts";

const rows = tableRows(page("docs/guide/testing.md"), "law", "must hold", "without it");
const defects = [...ALLOCATOR_DEFECTS, ...STRATEGY_DEFECTS];

describe.each(ALL_LAWS)("the law %s", (law) => {
  it("is in the guide, in its own words", () => {
    const { sentence, consequence } = LAWS[law];
    expect(rows.filter(([name]) => name === `\`${law}\``)).toEqual([[`\`${law}\``, sentence, consequence]]);
  });

  it("is among the findings that the guide of fuzz explains", () => {
    expect(page("docs/guide/fuzz.md").includes(`\`${law}\``)).toBe(true);
  });

  it("is broken by a planted defect", () => {
    expect(defects.map(({ breaks }) => breaks)).toContain(law);
  });
});

describe("the table of laws", () => {
  it("is in the guide, in its order, without a row too much", () => {
    expect(rows.map(([name]) => name)).toEqual(ALL_LAWS.map((law) => `\`${law}\``));
  });

  it("is counted right by every page, and so are the planted defects", () => {
    const guides = readdirSync("docs/guide").filter((file) => file.endsWith(".md"));
    const pages = ["README.md", ...guides.map((file) => `docs/guide/${file}`)].map(page);
    expect(pages.flatMap((text) => countsBefore(text, "laws"))).toEqual([ALL_LAWS.length]);
    expect(pages.flatMap((text) => countsBefore(text, "planted defects"))).toEqual([defects.length]);
  });
});
