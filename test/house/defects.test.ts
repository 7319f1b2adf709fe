import { describe, expect, it } from "vitest";
import { DEFECT_NAMES } from "../../src/kubelet.ts";
import { countsBefore, page } from "../support/counts.ts";

const guide = page("docs/guide/kubelet.md");

describe("the guide", () => {
  it.each(DEFECT_NAMES)("has a section about the defect %s", (name) => {
    expect(guide).toContain(`\n### \`${name}\`: `);
  });

  it("has a section about no other", () => {
    const named = [...guide.matchAll(/^### `(.*?)`/gm)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(DEFECT_NAMES));
  });

  it("counts them", () => {
    expect(countsBefore(guide, "defects")).toEqual([DEFECT_NAMES.length]);
    expect(countsBefore(guide, "ways in which")).toEqual([DEFECT_NAMES.length]);
  });
});
