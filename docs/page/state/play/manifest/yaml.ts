import type { ManifestPath } from "userns-sim/node";
import type { ScalarTag, Tags } from "yaml";
import {
  type Alias,
  Composer,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  type YAMLMap,
} from "yaml";
import type { PlayModelWords } from "../../../words/play-model.en.ts";
import { inBoth } from "../in-both.ts";
import type { ManifestFault } from "../shown.ts";

/** The documents of a text, and the way back to its lines. */
export interface OpenText {
  /** `null` for one that is empty, or wrong. */
  readonly documents: readonly unknown[];
  /** What is wrong with those that cannot be read. */
  readonly faults: readonly ManifestFault[];
  /** The place of a value, or of the innermost one around it where it is absent. */
  readonly locate: (document: number, path: ManifestPath) => Place;
}

type Place = Pick<ManifestFault, "line" | "column">;

/** Reads a text as kubectl does: JSON where it begins as one, else the YAML of sigs.k8s.io/yaml, which is 1.1 with exceptions. */
export function openText(text: string): OpenText {
  const lines = new LineCounter();
  const trees: Document.Parsed[] = [];
  const documents: unknown[] = [];
  const faults: ManifestFault[] = [];
  const read: OpenText = {
    documents,
    faults,
    locate: (document, path) => placeAt(lines, offsetOf(trees[document], path)),
  };
  const refuse = ({ at, says }: Flaw) => {
    documents.push(null);
    faults.push({ ...placeAt(lines, at), path: "", says });
  };
  try {
    const json = /^\s*[{[]/.test(text) ? parsedJson(text) : undefined;
    if (json !== undefined) return { documents: [json], faults, locate: (_, path) => locateLater(text, path) };
    const repeated: Repeated = { characters: 0 };
    for (const tree of treesOf(text, lines)) {
      trees.push(tree);
      const value = valueIn(tree, repeated);
      if (value instanceof Flaw) refuse(value);
      else documents.push(value);
    }
  } catch (error) {
    // Nothing behind that is read.
    refuse(error instanceof Flaw ? error : notYaml(trees.at(-1)?.range[2] ?? 0, error));
  }
  return read;
}

const START: Place = { line: 1, column: 1 };

/** What the aliases of a text may repeat, in characters of what they stand for, the aliases within it written out. */
const MAX_REPEATED = 100_000;
/** In one text. For each alias, the parser looks through all of them. */
const MAX_ANCHORS = 1_000;
const MAX_DEPTH = 100;

/** What is wrong, and where. */
class Flaw extends Error {
  readonly at: number;
  readonly says: ManifestFault["says"];

  constructor(at: number, says: (words: PlayModelWords) => string) {
    super();
    this.at = at;
    this.says = inBoth(says);
  }
}

function notYaml(at: number, error: unknown): Flaw {
  const message = (error instanceof Error ? error.message : String(error)).replace(/ at line[\s\S]*/, "");
  return new Flaw(at, (words) => words.notYaml(message));
}

function valueIn(tree: Document.Parsed, repeated: Repeated): unknown {
  const flaw = flawOf(tree, repeated);
  if (flaw !== undefined) return flaw;
  try {
    // What aliases repeat has been measured.
    return tree.toJS({ maxAliasCount: -1 });
  } catch (error) {
    // Aliases of nothing, merges of what is no map.
    return notYaml(startOf(tree.contents), error);
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // YAML has braces, too, and says where they are not closed.
    return undefined;
  }
}

/** Only where something is wrong, JSON is read once more, as the YAML that it is. */
function locateLater(text: string, path: ManifestPath): Place {
  try {
    const lines = new LineCounter();
    const [tree] = treesOf(text, lines);
    return placeAt(lines, offsetOf(tree, path));
  } catch {
    return START;
  }
}

function* treesOf(text: string, lines: LineCounter): Generator<Document.Parsed> {
  const composer = new Composer({
    version: "1.1",
    resolveKnownTags: false,
    customTags: (tags) => [...tags.filter(isKubectls), "intOct"],
    // The parser compares every field with every other; flawOf does it with a set.
    uniqueKeys: false,
    logLevel: "silent",
    lineCounter: lines,
  });
  for (const token of tokensOf(text, lines)) yield* composer.next(token) as Iterable<Document.Parsed>;
  yield* composer.end() as Iterable<Document.Parsed>;
}

function* tokensOf(text: string, lines: LineCounter): Generator<Parameters<Composer["next"]>[0]> {
  const parser = new Parser(lines.addNewLine);
  let anchors = 0;
  let before = "";
  lines.addNewLine(0);
  for (const word of new Lexer().lex(text)) {
    if (before !== SCALAR_FOLLOWS && /^[&*]/.test(word)) anchors += 1;
    before = word;
    if (anchors > MAX_ANCHORS) throw new Flaw(parser.offset, (words) => words.tooManyAnchors(MAX_ANCHORS));
    yield* parser.next(word);
    if (parser.stack.length > MAX_DEPTH) throw new Flaw(parser.offset, (words) => words.tooDeep(MAX_DEPTH));
  }
  yield* parser.end();
}

/** A sign of the lexer's own: what comes next is a scalar, and may look like anything. */
const SCALAR_FOLLOWS = "\u001f";

/** kubectl knows most types of YAML 1.1, but no dates, no numbers counted in sixties, and nothing that JSON has not. */
function isKubectls(tag: Tags[number]): boolean {
  const { tag: name, format } = tag as ScalarTag;
  return format !== "TIME" && !/:(?:timestamp|binary|omap|pairs|set)$/.test(name);
}

/** What the aliases of a text have repeated. */
interface Repeated {
  characters: number;
}

/** What an anchor names; inside of it, `whole` is not known yet. */
interface Anchored {
  readonly node: Node;
  whole?: { readonly characters: number; readonly depth: number };
}

/**
 * What is wrong with a document, a field that is given twice included, and aliases inside of what they stand for, or that
 * multiply it. The parser gives an alias the very value of its anchor, and copies it for a merge, so both are measured first.
 */
function flawOf(tree: Document.Parsed, repeated: Repeated): Flaw | undefined {
  const [error] = tree.errors;
  if (error !== undefined) return notYaml(error.pos[0], error);
  const anchors = new Map<string, Anchored>();
  let deepest = 0;
  return inNode(tree.contents, 0);

  function inNode(node: unknown, depth: number): Flaw | undefined {
    if (!isNode(node)) return undefined;
    if (isAlias(node)) return inAlias(node, depth);
    if (node.anchor === undefined) return inside(node, depth);
    const anchored: Anchored = { node };
    anchors.set(node.anchor, anchored);
    const before = { repeated: repeated.characters, deepest };
    deepest = depth;
    const flaw = inside(node, depth);
    const [start, end] = node.range ?? [0, 0];
    anchored.whole = { characters: end - start + repeated.characters - before.repeated, depth: deepest - depth };
    deepest = Math.max(deepest, before.deepest);
    return flaw;
  }

  function inAlias(alias: Alias, depth: number): Flaw | undefined {
    const anchored = anchors.get(alias.source);
    // Of what stands for nothing, the parser says so.
    if (anchored === undefined) return undefined;
    const { whole } = anchored;
    const at = startOf(alias);
    if (whole === undefined) return new Flaw(at, (words) => words.containsItself(alias.source));
    repeated.characters += whole.characters;
    deepest = Math.max(deepest, depth + whole.depth);
    if (repeated.characters > MAX_REPEATED) return new Flaw(at, (words) => words.repeatsTooMuch(MAX_REPEATED));
    return deepest > MAX_DEPTH ? new Flaw(at, (words) => words.tooDeep(MAX_DEPTH)) : undefined;
  }

  function inside(node: Node, depth: number): Flaw | undefined {
    if (!isCollection(node)) return undefined;
    deepest = Math.max(deepest, depth + 1);
    return isMap(node) ? inMap(node, depth + 1) : inAll(node.items, depth + 1);
  }

  function inMap({ items }: YAMLMap, depth: number): Flaw | undefined {
    const seen = new Set<string>();
    for (const { key, value } of items) {
      const flaw = inAll([key, value], depth);
      if (flaw !== undefined) return flaw;
      if (isCollection(isAlias(key) ? anchors.get(key.source)?.node : key))
        return new Flaw(startOf(key), (words) => words.nameIsNoText);
      const name = nameOf(key);
      if (name !== undefined && seen.has(name)) return new Flaw(startOf(key), (words) => words.givenTwice(name));
      if (name !== undefined && name !== "<<") seen.add(name);
    }
    return undefined;
  }

  function inAll(nodes: readonly unknown[], depth: number): Flaw | undefined {
    for (const node of nodes) {
      const flaw = inNode(node, depth);
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  }
}

function offsetOf(tree: Document.Parsed | undefined, path: ManifestPath): number {
  let node: unknown = tree?.contents;
  let offset = startOf(node);
  for (const step of path) {
    const holder = isAlias(node) && tree !== undefined ? node.resolve(tree) : node;
    if (isMap(holder)) node = holder.items.find(({ key }) => nameOf(key) === step)?.value;
    else node = isSeq(holder) ? holder.items[Number(step)] : undefined;
    if (!isNode(node)) return offset;
    offset = startOf(node);
  }
  return offset;
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function nameOf(key: unknown): string | undefined {
  return isScalar(key) ? String(key.source ?? key.value) : undefined;
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? START : { line, column: col };
}
