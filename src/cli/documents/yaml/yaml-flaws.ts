import type { Alias, Document, Node, Pair, YAMLMap } from "yaml";
import { MAX_DEPTH, type TextFlaw, tooDeep } from "./limits.ts";
import { isMerge, nameOf, startOf, type Yaml } from "./yaml-tree.ts";

/**
 * The most that the aliases of a file may repeat, in characters of what they stand for, the aliases within it written out.
 * Two characters are at least one value. That is a kilobyte for each of a thousand pods.
 */
export const MAX_REPEATED = 1_048_576;

/** What an anchor names. */
interface Anchored {
  readonly node: Node;
  /** What an alias of it repeats; `undefined` inside of it. */
  whole?: Whole;
}

interface Whole {
  readonly characters: number;
  /** How many lists and objects are in each other there, itself included. */
  readonly depth: number;
}

/**
 * Finds what is wrong with the documents of a file, one after another, including what the library lets pass, or only
 * notices when it is too late: a field given twice, aliases that stand for nothing, for what they are in, or for too much.
 *
 * An alias becomes the very value that its anchor has, so whoever walks through the values walks through all repetitions.
 * These are measured here without repeating anything: each node is visited once.
 */
export function flawFinder(yaml: Yaml): (document: Document.Parsed) => TextFlaw | undefined {
  let repeated = 0;
  return (document) => {
    const [error] = document.errors;
    if (error !== undefined) return { flaw: error.message, offset: error.pos[0] };
    const anchors = new Map<string, Anchored>();
    let deepest = 0;
    return inNode(document.contents, 0);

    function inNode(node: unknown, depth: number): TextFlaw | undefined {
      if (!yaml.isNode(node)) return undefined;
      if (yaml.isAlias(node)) return inAlias(node, depth);
      const { anchor } = node;
      if (anchor === undefined) return inside(node, depth);
      const anchored: Anchored = { node };
      anchors.set(anchor, anchored);
      const before = { deepest, repeated };
      deepest = depth;
      const flaw = inside(node, depth);
      anchored.whole = { characters: lengthOf(node) + repeated - before.repeated, depth: deepest - depth };
      deepest = Math.max(deepest, before.deepest);
      return flaw;
    }

    function inAlias(alias: Alias, depth: number): TextFlaw | undefined {
      const { source } = alias;
      const offset = startOf(alias);
      const anchored = anchors.get(source);
      if (anchored === undefined) return { flaw: `the alias ${source} stands for no anchor before it`, offset };
      const { whole } = anchored;
      if (whole === undefined) return { flaw: `the anchor ${source} contains itself`, offset };
      repeated += whole.characters;
      deepest = Math.max(deepest, depth + whole.depth);
      if (repeated > MAX_REPEATED) return { flaw: TOO_MUCH, offset };
      return deepest > MAX_DEPTH ? { flaw: tooDeep(), offset } : undefined;
    }

    function inside(node: Node, depth: number): TextFlaw | undefined {
      if (!yaml.isCollection(node)) return undefined;
      deepest = Math.max(deepest, depth + 1);
      if (yaml.isMap(node)) return inMap(node, depth + 1);
      for (const item of node.items) {
        const flaw = inNode(item, depth + 1);
        if (flaw !== undefined) return flaw;
      }
      return undefined;
    }

    function inMap({ items }: YAMLMap, depth: number): TextFlaw | undefined {
      const seen = new Set<string>();
      for (const pair of items as readonly Pair[]) {
        const { key, value } = pair;
        const flaw =
          inNode(key, depth) ?? inNode(value, depth) ?? (isMerge(yaml, key) ? inMerge(pair) : inName(key, seen));
        if (flaw !== undefined) return flaw;
      }
      return undefined;
    }

    function inName(key: unknown, seen: Set<string>): TextFlaw | undefined {
      const node = standsFor(key);
      const offset = startOf(key);
      if (yaml.isCollection(node)) return { flaw: "a list or an object in the place of a field's name", offset };
      const name = nameOf(yaml, node);
      if (name === undefined) return undefined;
      if (seen.has(name)) return { flaw: `the field ${name} is given twice`, offset };
      seen.add(name);
      return undefined;
    }

    function inMerge({ key, value }: Pair): TextFlaw | undefined {
      const merged = standsFor(value);
      const sources = yaml.isSeq(merged) ? merged.items.map(standsFor) : [merged];
      return sources.every(yaml.isMap)
        ? undefined
        : { flaw: "<< merges an object, or a list of objects; found something else", offset: startOf(key) };
    }

    function standsFor(node: unknown): unknown {
      return yaml.isAlias(node) ? anchors.get(node.source)?.node : node;
    }
  };
}

const TOO_MUCH = `aliases repeat more than ${MAX_REPEATED / 1_048_576} MiB of text; write out what is large, or give fewer objects at a time`;

function lengthOf({ range }: Node): number {
  // What was made of a text has a range.
  const [start, end] = range as [number, number, number];
  return end - start;
}
