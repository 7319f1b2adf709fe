import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countsBefore, page } from "../../support/counts.ts";
import { pages, root } from "../fences.ts";
import { COUNTS } from "./counts.ts";
import { regionsIn } from "./regions.ts";
import { withReleaseRange } from "./releases.ts";
import { asWritten, contentOf, TABLES } from "./tables.ts";

/** The pages of today; the changelog tells what was. */
const paths = pages().filter((path) => path === "README.md" || path.startsWith("docs/guide/"));

if (process.env["UPDATE_TABLES"] !== undefined)
  for (const path of paths) writeFileSync(root + path, asWritten(page(path)));

const REMEDY = "this is written by `npm run tables`";

const regions = paths.flatMap((path) => regionsIn(page(path)).map(([name, content]) => ({ path, name, content })));

describe.each(regions)("the region $name of $path", ({ name, content }) => {
  it("is what the code says", () => {
    expect(content, REMEDY).toBe(contentOf(name));
  });
});

describe.each(Object.keys(COUNTS))("the count before the words %s", (words) => {
  const counted = paths.filter((path) => countsBefore(page(path), words).length > 0);

  it("stands on a page", () => {
    expect(counted).not.toEqual([]);
  });

  it.each(counted)("is right in %s", (path) => {
    const counts = countsBefore(page(path), words);
    expect(counts, REMEDY).toEqual(counts.map(() => COUNTS[words]?.()));
  });
});

describe("the tables", () => {
  it("stand in the pages, each of them", () => {
    expect(new Set(regions.map(({ name }) => name))).toEqual(new Set(Object.keys(TABLES)));
  });

  it.each(paths)("leave the range of the releases right in %s", (path) => {
    expect(page(path) === withReleaseRange(page(path)), REMEDY).toBe(true);
  });
});
