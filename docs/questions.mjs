// The questions that the guide answers, for whoever lets people search them.
import { readFileSync } from "node:fs";

/**
 * The questions, in the order of the guide: the page below docs/guide, the heading as it is shown, and the anchor above it, which
 * stays when a heading is worded anew. Error texts that belong to a question are headings below it, and not among them.
 * @returns {{ page: string, title: string, anchor: string }[]}
 */
export function questions() {
  const pages = read("README.md").matchAll(/^\d+\. \[.*?\]\((questions\/[\w-]+\.md)\)/gm);
  return Array.from(pages, ([, page]) => page).flatMap(questionsOf);
}

function questionsOf(page) {
  const headings = read(page).matchAll(/^<a id="([\w-]+)"><\/a>\n\n## (.+)$/gm);
  return Array.from(headings, ([, anchor, title]) => ({ page, title: title.replace(/\\(.)/g, "$1"), anchor }));
}

function read(page) {
  return readFileSync(new URL(`guide/${page}`, import.meta.url), "utf8");
}
