import { glossary, termsIn } from "../../src/lessons.ts";

/** A paragraph that uses a term of the glossary before anything has explained it. */
export interface UnexplainedTerm {
  readonly term: string;
  readonly paragraph: string;
}

/**
 * The terms that a page uses too early, and those that are known after it.
 *
 * A term is explained by the paragraph that has it in emphasis, `*slot*`, or as a link to the glossary, and may be used from
 * there on, in this page and those behind it. Headings and the paragraph about what one can do after the page promise, and
 * need not explain.
 */
export function termsOf(
  text: string,
  before: ReadonlySet<string>,
): { readonly unexplained: readonly UnexplainedTerm[]; readonly known: ReadonlySet<string> } {
  const terms = glossary();
  const known = new Set(before);
  const unexplained: UnexplainedTerm[] = [];
  for (const paragraph of proseOf(text)) {
    for (const term of termsIn(explained(paragraph).join(" . "), "en", terms)) known.add(term);
    for (const term of termsIn(paragraph.replace(/\]\([^)]*\)/g, "]"), "en", terms)) {
      if (known.has(term)) continue;
      unexplained.push({ term, paragraph });
      known.add(term);
    }
  }
  return { unexplained, known };
}

/** The paragraphs of a page without what is a heading, a promise, code, a picture or a mark. */
function proseOf(text: string): readonly string[] {
  return text
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/<!--.*?-->|<a id="[^"]*"><\/a>/g, "")
    .replace(/^(#|Next: |!\[).*$/gm, "")
    .replace(/`[^`]*`/g, " ")
    .split(/\n\n+/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "" && !paragraph.startsWith("After this page "));
}

function explained(paragraph: string): readonly string[] {
  const emphasised = [...paragraph.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)];
  const linked = [...paragraph.matchAll(/\[([^\]]*)\]\([^)]*glossary\.md\)/g)];
  return [...emphasised, ...linked].map(([, words = ""]) => words);
}
