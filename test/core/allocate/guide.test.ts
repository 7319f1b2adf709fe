import { describe, expect, it } from "vitest";
import { page } from "../../support/counts.ts";
import { laws } from "./support/laws.ts";

const guide = page("docs/guide/why-no-two-pods-overlap.md");
const [, table = ""] = guide.split("| law | for every history |\n|---|---|\n");
const rows = table.split("\n\n", 1)[0]?.split("\n") ?? [];

describe("the page on why no two pods overlap", () => {
  it.each(Object.keys(laws()))("says of the law %s what holds", (name) => {
    expect(rows.filter((row) => row.startsWith(`| \`${name}\` | `))).toHaveLength(1);
  });

  it("names no law that is not there", () => {
    expect(rows.map((row) => row.split("`")[1])).toEqual(Object.keys(laws()));
  });
});
