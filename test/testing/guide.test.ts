import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ALL_LAWS, LAWS } from "../../src/testing/laws.ts";

it("the guide has all laws, in their own words", () => {
  const page = readFileSync(new URL("../../docs/guide/testing.md", import.meta.url), "utf8");
  const [, section = ""] = page.split("\n## The laws\n");
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  const expected = ALL_LAWS.map((law) => `| \`${law}\` | ${LAWS[law].sentence} | ${LAWS[law].consequence} |`);
  expect(rows.slice(0, ALL_LAWS.length)).toEqual(expected);
});
