import { describe, expect, it } from "vitest";
import { ACCESS_PATHS } from "../../src/node.ts";
import { page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";

const guide = tableRows(page("docs/guide/escape.md"), "way");

describe("the ways to a file", () => {
  it.each(ACCESS_PATHS)("has a row in the guide for %s", (path) => {
    expect(guide.map(([cell]) => cell)).toContain(`\`${path}\``);
  });
});
