import { describe, expect, it } from "vitest";
import { DEFECT_NAMES } from "../../src/kubelet.ts";
import { page } from "../support/counts.ts";

describe("the guide", () => {
  it("has sections about defects of the kubelet, and about no other", () => {
    const named = [...page("docs/guide/kubelet.md").matchAll(/^### `(.*?)`/gm)].map(([, name]) => name);
    expect(named).not.toEqual([]);
    expect(DEFECT_NAMES).toEqual(expect.arrayContaining(named));
  });
});
