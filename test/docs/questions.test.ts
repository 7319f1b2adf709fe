import { describe, expect, it } from "vitest";
import { page as textOf } from "../support/counts.ts";
import { fencesIn, root } from "./fences.ts";

interface Question {
  readonly page: string;
  readonly title: string;
  readonly anchor: string;
}

const { questions } = (await import(`${root}docs/questions.mjs`)) as { questions: () => readonly Question[] };
const all = questions();
const pages = [...new Set(all.map(({ page }) => page))];

/** The part of a page that answers a question: from the heading below the anchor to the next question or the page's end. */
function answerTo({ page, anchor }: Question): { readonly from: number; readonly to: number; readonly text: string } {
  const lines = textOf(`docs/guide/${page}`).split("\n");
  const from = lines.indexOf(`<a id="${anchor}"></a>`) + 3;
  const next = lines.findIndex((line, at) => at >= from && /^(## |<!-- lessons-)/.test(line));
  return { from, to: next, text: lines.slice(from, next).join("\n").trim() };
}

describe("the questions of the guide", () => {
  it("are 68, on five pages", () => {
    expect(all).toHaveLength(68);
    expect(pages).toEqual(
      ["numbers", "subordinate-ids", "kubernetes", "files-and-volumes", "escapes"].map(
        (name) => `questions/${name}.md`,
      ),
    );
  });

  it("are all that there are: each heading has its anchor", () => {
    const headings = pages.flatMap((page) => textOf(`docs/guide/${page}`).match(/^## .+$/gm) ?? []);
    expect(all.map(({ title }) => title)).toEqual(headings.map((heading) => heading.slice(3).replaceAll("\\`", "`")));
  });

  it("are worded as what is printed, with its signs", () => {
    const headings = pages.flatMap((page) => textOf(`docs/guide/${page}`).match(/^###? .+$/gm) ?? []);
    expect(headings.filter((heading) => /(?<!\\)`/.test(heading))).toEqual([]);
    expect(all.map(({ title }) => title)).toContain("spec.hostNetwork: Forbidden: when `hostUsers` is false");
  });

  it.each(["title", "anchor"] as const)("have each a %s of its own", (what) => {
    expect(new Set(all.map((question) => question[what]))).toHaveLength(all.length);
  });

  it("keep their anchors, since others link to them", async () => {
    const list = all.map(({ page, anchor }) => `${page}#${anchor}\n`).join("");
    await expect(list).toMatchFileSnapshot("questions.golden.txt");
  });
});

describe.each(all)("the question: $title", (question) => {
  const { from, to, text } = answerTo(question);

  it("is answered in words first, and not at length", () => {
    const words = text.split(/^```/m)[0]?.trim() ?? "";
    expect(words).toMatch(/^\w.*[.:]$/su);
    expect(words.split(/\s+/).length).toBeLessThan(130);
  });

  it("has an example that is run, and shows something", () => {
    const run = fencesIn(`docs/guide/${question.page}`).filter(
      ({ info, line, code }) =>
        line > from && line < to && (info === "ts" ? code.includes("// =>") : info === "console"),
    );
    expect(run).not.toEqual([]);
  });
});

describe("the pages of questions", () => {
  it.each(pages)("end with lessons: %s", (page) => {
    expect(textOf(`docs/guide/${page}`).split("\n\n").at(-2)).toMatch(
      /^<!-- lessons-[\w-]+ -->\nTo practise: `userns-sim lesson S\d\d( S\d\d)*`\.\n/,
    );
  });

  it.each(pages)("name each anchor once, of error texts below a question too: %s", (page) => {
    const anchors = [...textOf(`docs/guide/${page}`).matchAll(/<a id="(.*?)">/g)].map(([, anchor]) => anchor);
    const headings = textOf(`docs/guide/${page}`).match(/^###? .+$/gm) ?? [];
    expect(anchors).toHaveLength(headings.length);
    expect(new Set(anchors)).toHaveLength(anchors.length);
  });
});
