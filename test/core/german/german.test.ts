import { describe, expect, it } from "vitest";
import { english as compareEnglish, explain as explainCompare } from "../../../src/core/explain/compare.ts";
import { english as kernelEnglish } from "../../../src/core/explain/kernel.ts";
import { explain, english as mainEnglish } from "../../../src/core/explain/main.ts";
import { familiesOf, sayOneOf } from "../../../src/core/explanations.ts";
import { german } from "../../../src/core/german/german.ts";
import { type Family, SAMPLES } from "./support/samples.ts";

const entries = [mainEnglish, kernelEnglish, compareEnglish];

/** A family of an entry, with what its entry has to say of what its refusals contain. */
const families = entries.flatMap((english) =>
  Object.keys(SAMPLES)
    .filter((family) => Object.hasOwn(english, family))
    .map((family) => [family as Family, english] as const),
);

/** What both languages must have in common: numbers, versions, paths, what stands in quotes, names of settings. */
function facts(text: string): readonly string[] {
  const found = text.match(/"(?:[^"\\]|\\.)*"|\/(?:[\w./]*\w)?|CVE-[\d-]+|\d+(?:[.,]\d+)*|\w+[a-z][A-Z]\w*|\w+_\w+/g);
  // A host path is a hostPath in German, and 10,000 are 10.000.
  const common = (found ?? []).filter((fact) => fact !== "hostPath").map((fact) => fact.replace(",", "."));
  return [...new Set(common)].sort();
}

describe.each(families)("%s in German", (family, english) => {
  const codes: Readonly<Record<string, readonly object[]>> = SAMPLES[family];

  it.each(Object.keys(codes))("says with the same facts: %s", (code) => {
    for (const sample of codes[code] ?? []) {
      const said = String(sayOneOf(familiesOf(german, english), { ...sample, code }));
      const inEnglish = String(sayOneOf(english, { ...sample, code }));
      expect(said).not.toMatch(/undefined|NaN|\[object/);
      expect(facts(said), `${said}\n${inEnglish}`).toEqual(facts(inEnglish));
    }
  });
});

describe("german", () => {
  it("speaks for the entry that is asked, where a code stands for two things", () => {
    const [start, size, nearest, idsPerPod] = [4294901760, 131072, 0, 65536];
    expect(explain({ code: "past-last-id", start, size, nearest, idsPerPod }, german)).toBe(
      "Der Vorrat endet bei 4295032832, die letzte brauchbare ID ist aber 4294967294; ab 4294901760 reicht es in ganzen Plätzen für 0 IDs.",
    );
    expect(explainCompare({ code: "no-sizes" }, german)).toMatch(/^sizes: erwartet /);
  });

  it("is no language without one of its families", () => {
    const { snapshot: _, ...others } = german;
    expect(() => explain({ code: "not-a-proposal" }, others as typeof german)).toThrow(
      /^explain: expected texts to be texts such as english, with all of its families, got /,
    );
  });

  it("has the codes that the English has, and no others", () => {
    for (const english of entries)
      for (const [family, texts] of Object.entries(english))
        expect(Object.keys(german[family as keyof typeof german]), family).toEqual(Object.keys(texts));
  });
});
