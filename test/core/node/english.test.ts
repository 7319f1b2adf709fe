import { describe, expect, it } from "vitest";
import type { ManifestProblem } from "../../../src/core/manifest/problem.ts";
import { escapeEnglish, podsEnglish } from "../../../src/core/node/english.ts";

describe("what is wrong with manifests", () => {
  const problem = { code: "wrong-type", document: 1, path: ["spec"] } as unknown as ManifestProblem;
  const said = (count: number): string =>
    podsEnglish["manifest-problems"](
      { code: "manifest-problems", problems: Array.from({ length: count }, () => problem) },
      () => "expected an object",
    );

  it("is told by the first of them, and how many more there are", () => {
    expect(said(1)).toBe('Document 2, "spec": expected an object.');
    expect(said(3)).toBe('Document 2, "spec": expected an object. And 2 more.');
  });

  it("is told even where a caller lists nothing", () => {
    expect(said(0)).toBe("Something is wrong with the manifests.");
  });
});

describe("an unknown cell", () => {
  const said = (known: readonly string[]): string =>
    escapeEnglish["cell-unknown"]({ code: "cell-unknown", cell: "moon", known }, () => "");

  it("is told with what its target has, if that is a target", () => {
    expect(said(["walk", "mapped"])).toBe('There is no cell "moon" on this way. Its target has: "walk", "mapped".');
    expect(said([])).toBe('There is no cell "moon" on this way. Nor is there such a target.');
  });
});
