import { describe, expect, it } from "vitest";
import { releaseRange } from "../../src/core/releases/releases.ts";
import { run } from "../cli/run.ts";
import { sources } from "../docs/fences.ts";
import { page } from "../support/counts.ts";

/** What a text says of the releases that there are: `1.25 to 1.36`, across a line break too. */
function rangesIn(text: string): readonly string[] {
  return [...text.matchAll(/\b1\.\d\d\s+to\s+1\.\d\d\b/g)].map(([range]) => range.replace(/\s+/g, " "));
}

describe("the range of the releases", () => {
  it.each(["check", "audit"])("is in the help of %s", async (command) => {
    const { stdout } = await run([command, "--help"]);
    expect(rangesIn(stdout)).toEqual([releaseRange()]);
  });

  it("stands in no source: releaseRange() makes it", () => {
    expect(sources().filter((path) => rangesIn(page(path)).length > 0)).toEqual([]);
  });
});
