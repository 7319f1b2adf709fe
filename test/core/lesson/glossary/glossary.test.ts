import { describe, expect, it } from "vitest";
import { glossary } from "../../../../src/core/lesson/glossary/glossary.ts";
import { termsIn } from "../../../../src/core/lesson/glossary/term-uses.ts";
import { LANGUAGES } from "../../../../src/core/lesson/words/words.ts";

const terms = glossary();

describe.each(Object.entries(terms))("the term %s", (name, term) => {
  it.each(LANGUAGES)("is said in %s, and its name is a use of it", (language) => {
    expect(term.says[language]).toMatch(/\S.*[.]$/);
    expect(term.forms[language].length).toBeGreaterThan(0);
    const used = term.forms[language].map((form) => termsIn(form, language, terms));
    expect(used).toEqual(used.map(() => [name]));
  });
});

describe("termsIn", () => {
  it.each([
    ["Slots and pools.", ["slot", "pool"]],
    ["slotted, spool, pooled", []],
    ["an idmapped mount", ["idmapped-mount"]],
    ["an idmapped mount on a mount", ["idmapped-mount", "mount"]],
    ["EPERM and eacces", ["EPERM"]],
    ["`EACCES`", ["EACCES"]],
    ["uid_map", []],
  ])("finds in %j what is used", (text, names) => {
    expect(new Set(termsIn(text, "en", terms))).toEqual(new Set(names));
  });

  it("takes a form for what it says, whatever characters it has", () => {
    const odd = {
      odd: { name: { en: "a.b", de: "a.b" }, says: { en: "", de: "" }, forms: { en: ["a.b (c)"], de: [] } },
    };
    expect(termsIn("A.b (c) it is", "en", odd)).toEqual(["odd"]);
    expect(termsIn("axb (c)", "en", odd)).toEqual([]);
  });
});
