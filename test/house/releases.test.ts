import { describe, expect, it } from "vitest";
import { releaseRange } from "../../src/core/releases/releases.ts";
import { RELEASES } from "../../src/kubelet.ts";
import { run } from "../cli/run.ts";
import { pages, sources } from "../docs/fences.ts";
import { page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";

const guide = tableRows(page("docs/guide/kubelet.md"), "release", "gate");

/** What a text says of the releases that there are: `1.25 to 1.36`, across a line break too. */
function rangesIn(text: string): readonly string[] {
  return [...text.matchAll(/\b1\.\d\d\s+to\s+1\.\d\d\b/g)].map(([range]) => range.replace(/\s+/g, " "));
}

describe.each(RELEASES)("the release %s", (release) => {
  it("is in the guide's table of releases", () => {
    expect(guide.map(([cell]) => cell)).toContain(release);
  });
});

describe("the range of the releases", () => {
  it("is what the README says, and the guide wherever it does", () => {
    expect(rangesIn(page("README.md"))).toEqual([releaseRange()]);
    for (const path of pages().filter((path) => path !== "CHANGELOG.md"))
      for (const range of rangesIn(page(path))) expect([path, range]).toEqual([path, releaseRange()]);
  });

  it.each(["check", "audit"])("is in the help of %s", async (command) => {
    const { stdout } = await run([command, "--help"]);
    expect(rangesIn(stdout)).toEqual([releaseRange()]);
  });

  it("stands in no source: releaseRange() makes it", () => {
    expect(sources().filter((path) => rangesIn(page(path)).length > 0)).toEqual([]);
  });
});
