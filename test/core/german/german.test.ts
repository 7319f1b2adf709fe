import { describe, expect, it } from "vitest";
import { english as compareEnglish, explain as explainCompare } from "../../../src/core/explain/compare.ts";
import { english as kernelEnglish } from "../../../src/core/explain/kernel.ts";
import { explain as explainKubelet, english as kubeletEnglish } from "../../../src/core/explain/kubelet.ts";
import { explain, english as mainEnglish } from "../../../src/core/explain/main.ts";
import { explain as explainNode, english as nodeEnglish } from "../../../src/core/explain/node.ts";
import { familiesOf, sayOneOf } from "../../../src/core/explanations.ts";
import { german } from "../../../src/core/german/german.ts";
import { releaseNoteGerman } from "../../../src/core/german/node/release-note.ts";
import { DEFECTS } from "../../../src/core/kubelet/defects/defects.ts";
import { RELEASES } from "../../../src/core/releases/releases.ts";
import { releaseNote } from "../../../src/core/releases/unread-releases.ts";
import { type Family, SAMPLES } from "./support/samples.ts";

const entries = [mainEnglish, kernelEnglish, kubeletEnglish, nodeEnglish, compareEnglish];

/** A family of an entry, with what its entry has to say of what its refusals contain. */
const families = entries.flatMap((english) =>
  Object.keys(SAMPLES)
    .filter((family) => Object.hasOwn(english, family))
    .map((family) => [family as Family, english] as const),
);

/** What both languages must have in common: numbers, versions, paths, what stands in quotes, names of settings. */
function facts(text: string): readonly string[] {
  // What English counts in base 10 is a Dezimalzahl.
  const found = text
    .replace(" in base 10", "")
    .match(/"(?:[^"\\]|\\.)*"|\/(?:[\w./]*\w)?|CVE-[\d-]+|\d+(?:[.,]\d+)*|\w+[a-z][A-Z]\w*|\w+_\w+/g);
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
      // Where a word is blank there are two spaces, or one before a full stop.
      for (const text of [said, inEnglish]) expect(text).not.toMatch(/^\s|\s$|[^\n] {2}| [.,;:](?:\s|$)/);
      expect(facts(said), `${said}\n${inEnglish}`).toEqual(facts(inEnglish));
    }
  });
});

describe.each(families)("%s in German", (family, english) => {
  const codes: Readonly<Record<string, readonly object[]>> = SAMPLES[family];

  it.each(Object.keys(codes))("says as many things as English does: %s", (code) => {
    const said = (texts: object) =>
      (codes[code] ?? []).map((sample) => String(sayOneOf(texts as typeof english, { ...sample, code })));
    const [inGerman, inEnglish] = [said(familiesOf(german, english)), said(english)];
    const firsts = (all: readonly string[]) => all.map((text) => all.indexOf(text));
    expect(firsts(inGerman)).toEqual(firsts(inEnglish));
  });
});

describe("german", () => {
  it("speaks for the entry that is asked, where a code stands for two things", () => {
    const [start, size, nearest, idsPerPod] = [4294901760, 131072, 0, 65536];
    expect(explain({ code: "past-last-id", start, size, nearest, idsPerPod }, german)).toBe(
      "Der Vorrat endet bei 4295032832, die letzte brauchbare ID ist aber 4294967294; ab 4294901760 reicht es in ganzen Plätzen für 0 IDs.",
    );
    expect(
      explainKubelet(
        { code: "past-last-id", firstId: start, length: size, idsPerPod, maxPods: 110, text: null },
        german,
      ),
    ).toBe("Der Vorrat endet bei 4295032832, die letzte ID mit Zuordnung kann aber nur 4294967294 sein.");
    expect(explainNode("pool-in-kubelet-map", german)).toMatch(/^Gib dem Konto kubelet /);
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
        expect(Object.keys(german[family as keyof typeof german]).sort(), family).toEqual(Object.keys(texts).sort());
  });

  it("knows of each release that nobody read", () => {
    for (const release of RELEASES)
      expect(releaseNoteGerman(release) === undefined, release).toBe(releaseNote(release) === undefined);
  });

  it("says of each defect what is known, with the numbers that the English has", () => {
    expect(Object.keys(german.defects)).toEqual(Object.keys(DEFECTS));
    for (const [name, { what, breaks, fix }] of Object.entries(DEFECTS)) {
      const said = german.defects[name as keyof typeof DEFECTS];
      for (const [own, other] of [
        [said.what, what],
        [said.breaks, breaks],
        [said.fix, fix],
      ] as const)
        expect(facts(own), own).toEqual(facts(other));
    }
  });
});

/** Where there is a text that says nothing, such as `facts.kind.user`. */
function blanks(texts: object, path: string): readonly string[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const at = `${path}.${name}`;
    if (typeof text === "string") return text.trim() === "" ? [at] : [];
    return typeof text === "object" && text !== null ? blanks(text, at) : [];
  });
}

describe.each(Object.entries({ german, mainEnglish, kernelEnglish, kubeletEnglish, nodeEnglish, compareEnglish }))(
  "%s",
  (name, texts) => {
    it("has no blank text", () => {
      expect(blanks(texts, name)).toEqual([]);
    });
  },
);
