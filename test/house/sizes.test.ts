import { describe, expect, it } from "vitest";
import { page } from "../support/counts.ts";
import { entries } from "../support/entries.ts";

describe("the README", () => {
  it.each(Object.keys(entries))("says how large the entry %s is", (entry) => {
    const name = entry === "index" ? "userns-sim" : `userns-sim/${entry}`;
    expect(page("README.md")).toMatch(new RegExp(`^\\| all of \`${name}\`.* \\| \\d+ kB \\|$`, "m"));
  });
});
