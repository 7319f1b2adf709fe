import { COURSE, glossary, LANGUAGES, sayIn } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { find, findTerms } from "../../../docs/page/state/find.ts";
import { guidePage } from "../../../docs/page/state/reference.ts";

describe("what is found", () => {
  it("is every lesson by its title and by its ID, and every term by its name, in both languages", () => {
    for (const language of LANGUAGES) {
      for (const { id, title } of COURSE) {
        expect(find(sayIn(title, language), language).lessons.map((lesson) => lesson.id)).toContain(id);
        expect(find(id.toLowerCase(), language).lessons.map((lesson) => lesson.id)).toContain(id);
      }
      for (const [id, { name }] of Object.entries(glossary()))
        for (const said of LANGUAGES) expect(findTerms(name[said].toUpperCase(), language)).toContain(id);
    }
  });

  it("has every word of what was typed in it, wherever the words stand and however they are written", () => {
    expect(find("hostpath HOLE", "en").lessons.map(({ id }) => id)).toEqual(["S16"]);
    expect(find("zuruck", "de").terms).toEqual(find("zurück", "de").terms);
    expect(find("hostpath zzz", "en")).toEqual({ lessons: [], terms: [], questions: [] });
  });

  it("is in the order of the alphabet where it is terms", () => {
    const names = findTerms("", "de").map((id) => glossary()[id].name.de);
    expect(names).toEqual([...names].sort(new Intl.Collator("de").compare));
    expect(names.length).toBe(Object.keys(glossary()).length);
  });
});

it("names a page of the reference as the reference does", () => {
  expect(guidePage("Will my upgrade start?", "the-files")).toBe(
    "reference/documents/Will_my_upgrade_start_.html#the-files",
  );
  expect(guidePage("What `--json` prints".replaceAll("`", ""))).toBe("reference/documents/What_--json_prints.html");
});
