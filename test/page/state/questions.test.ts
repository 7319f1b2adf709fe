import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { find } from "../../../docs/page/state/find.ts";
import { FoundLists } from "../../../docs/page/views/start/found-lists.tsx";
import { questions } from "../../../docs/questions.mjs";
import { pageAt } from "../support/page-at.ts";
import { textOf } from "../support/text.ts";

const GUIDE = questions();

describe("questions, which are in English", () => {
  it.each([
    ["en", "uid_map once", ["Why can uid_map be written only once?"]],
    ["de", "uid_map once", ["Why can uid_map be written only once?"]],
    ["de", "User-Namespace Angreifer", []],
    ["de", "Vorrat", ["Where does the kubelet's default pool end?"]],
    ["de", "nfs", ["Can a pod with hostUsers: false mount NFS?"]],
  ] as const)("are found by their words, else by what terms are called: %s, %s", (language, text, titles) => {
    const found = find(text, language, GUIDE).questions.map(({ title }) => title.replaceAll("`", ""));
    for (const title of titles) expect(found).toContain(title);
    if (titles.length === 0) expect(found).toEqual([]);
  });

  it.each([
    ["User-Namespace", /user.*namespace/],
    ["verschachtelter Namespace", /nested/],
    ["Abbildung", /map/],
    ["ID-Bereich", /range/],
    ["Platz", /slot/],
  ])("are found by a German term: %s", (term, word) => {
    const found = find(term, "de", GUIDE).questions;
    expect(found.length).toBeGreaterThan(0);
    for (const { title } of found) expect(title.toLowerCase()).toMatch(word);
  });

  it("are marked as English, and a German reader is told so", () => {
    const found = find("Platz", "de", GUIDE);
    const html = renderToString(h(FoundLists, { page: pageAt("#/de"), found }));
    expect(textOf(html)).toContain("auf Englisch");
    for (const { anchor } of found.questions)
      expect(html).toMatch(new RegExp(`<a href="[^"]*#${anchor}" hreflang="en" lang="en">`));
  });
});
