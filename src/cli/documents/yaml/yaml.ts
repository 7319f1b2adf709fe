import type { CST, Document, ScalarTag, Tags } from "yaml";
import type { ManifestPath } from "../../../core/manifest/place.ts";
import { MAX_DEPTH, type TextFlaw, tooDeep } from "./limits.ts";
import { placesByDocument } from "./places-by-document.ts";
import { flawFinder } from "./yaml-flaws.ts";
import { offsetsIn, type Yaml } from "./yaml-tree.ts";
import { valueIn } from "./yaml-value.ts";

/** What to do with a YAML text that is too large. */
export const JSON_MAY_BE_LARGER = "JSON may be larger (kubectl get pods -A -o json)";

/** The largest YAML text that is read, in characters. Reading takes a second or two for every million. */
export const MAX_YAML_LENGTH = 8388608;

/** A value to look for in a YAML text. */
export interface YamlPlace {
  /** The position of the document, from 0. */
  readonly document: number;
  /** The way from the document to the value. */
  readonly path: ManifestPath;
}

/**
 * Reads the documents of a YAML text as kubectl does.
 *
 * kubectl reads YAML with sigs.k8s.io/yaml, which is YAML 1.1 with exceptions: `no` and `off` are false, 0644 is
 * octal, `<<` merges; but dates stay texts and nothing is counted in sixties. Fields given twice, which its strict mode
 * refuses, are refused.
 *
 * @param breathe - called between documents, so that signals are handled
 * @returns the values of the documents, or the first thing that is wrong
 */
export async function readYaml(
  text: string,
  breathe: () => Promise<void>,
): Promise<{ readonly values: readonly unknown[] } | TextFlaw> {
  const yaml = await import("yaml");
  const flawIn = flawFinder(yaml);
  const values: unknown[] = [];
  for (const document of documentsIn(yaml, text)) {
    const flaw = isFlaw(document) ? document : flawIn(document);
    if (flaw !== undefined) return flaw;
    values.push(valueIn(yaml, document as Document.Parsed));
    await breathe();
  }
  return { values };
}

/**
 * Finds where values stand in a YAML text that {@link readYaml} could read.
 * @returns for each its position in the text, or that of the innermost value around it where it is absent
 */
export async function locateInYaml(text: string, places: readonly YamlPlace[]): Promise<readonly number[]> {
  if (places.length === 0) return [];
  const yaml = await import("yaml");
  const offsets = places.map(() => 0);
  const wanted = placesByDocument(places);
  let number = 0;
  for (const document of documentsIn(yaml, text)) {
    const here = wanted.get(number);
    if (here !== undefined && !isFlaw(document)) {
      const offsetOf = offsetsIn(yaml, document);
      for (const { path, index } of here) offsets[index] = offsetOf(path);
    }
    number += 1;
  }
  return offsets;
}

/** kubectl knows most types of YAML 1.1, but no dates, no numbers counted in sixties, and nothing that JSON has not. */
function isKubectls(tag: Tags[number]): boolean {
  const { tag: name, format } = tag as ScalarTag;
  return format !== "TIME" && !/:(?:timestamp|binary|omap|pairs|set)$/.test(name);
}

function isFlaw(document: Document.Parsed | TextFlaw): document is TextFlaw {
  return "flaw" in document;
}

function* documentsIn(yaml: Yaml, text: string): Generator<Document.Parsed | TextFlaw, void, undefined> {
  const composer = new yaml.Composer({
    version: "1.1",
    resolveKnownTags: false,
    customTags: (tags) => [...tags.filter(isKubectls), "intOct"],
    // The library compares every field with every other; flawFinder does it with a set.
    uniqueKeys: false,
    logLevel: "silent",
  });
  for (const token of tokensIn(yaml, text)) {
    // Each further one costs as much, and says less, than the first.
    if ("flaw" in token) return yield token;
    if (token.type === "error") return yield { flaw: token.message, offset: token.offset };
    yield* composer.next(token) as Iterable<Document.Parsed>;
  }
  yield* composer.end() as Iterable<Document.Parsed>;
  for (const { message, pos } of composer.streamInfo().errors) yield { flaw: message, offset: pos[0] };
}

/** Stops a text that would take the library minutes and gigabytes. */
function* tokensIn(yaml: Yaml, text: string): Generator<CST.Token | TextFlaw, void, undefined> {
  const parser = new yaml.Parser();
  let words = 0;
  let anchors = 0;
  let before = "";
  for (const word of new yaml.Lexer().lex(text)) {
    words += 1;
    // Scalars are announced by a sign of their own, and may look like anything.
    if (before !== SCALAR_FOLLOWS) {
      if (DOCUMENT_STARTS.test(word)) anchors = 0;
      if (/^[&*]/.test(word)) anchors += 1;
    }
    before = word;
    if (anchors > MAX_ANCHORS)
      return yield { flaw: `more than ${MAX_ANCHORS} anchors and aliases`, offset: parser.offset };
    yield* parser.next(word);
    if (words > MAX_WORDS)
      return yield {
        flaw: `more than ${MAX_WORDS} words and signs of YAML; ${JSON_MAY_BE_LARGER}`,
        offset: parser.offset,
      };
    if (parser.stack.length > MAX_DEPTH) return yield { flaw: tooDeep(), offset: parser.offset };
  }
  yield* parser.end();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the library's sign for a document without dashes
const DOCUMENT_STARTS = /^(?:---|\u0002)$/;
const SCALAR_FOLLOWS = "\u001f";

/** In one document. For each alias, the library looks through all of them. */
export const MAX_ANCHORS = 1000;

/** Twice what a thousand large Deployments have. Each takes up to a kilobyte of memory. */
export const MAX_WORDS = 750_000;
