import { describe, expect, it } from "vitest";
import { sayIn, type Words } from "../../../../src/core/lesson/words/words.ts";

describe("sayIn", () => {
  it.each([
    ["pod", "en", "pod"],
    [{ en: "pool", de: "Vorrat" }, "de", "Vorrat"],
    [{ en: "pool" } as Words, "de", "pool"],
    [{ de: "Vorrat" } as Words, "en", "Vorrat"],
    [{ en: undefined, de: "Vorrat" } as unknown as Words, "en", "Vorrat"],
  ] as const)("says %j in %s", (label, language, said) => {
    expect(sayIn(label, language)).toBe(said);
  });

  it.each([[{}], [{ en: 5 }], [null]])("throws at %j", (label) => {
    expect(() => sayIn(label as never, "en")).toThrow(TypeError);
  });
});
