import type { Document, Node, Pair } from "yaml";
import type { ManifestPath } from "../../core/manifest/place.ts";
import type { TextFlaw } from "./limits.ts";

/** The YAML library, which is loaded only where YAML is read. */
export type Yaml = typeof import("yaml");

/**
 * Finds what is wrong with a document, including what the library lets pass: a field given twice, and an alias inside of
 * what it stands for.
 */
export function findFlaw(yaml: Yaml, document: Document.Parsed): TextFlaw | undefined {
  const [error] = document.errors;
  if (error !== undefined) return { flaw: error.message, offset: error.pos[0] };
  return inNode(document.contents, new Set());

  function inNode(node: unknown, open: ReadonlySet<string>): TextFlaw | undefined {
    if (!yaml.isNode(node)) return undefined;
    if (!yaml.isAlias(node)) return inside(node, node.anchor === undefined ? open : new Set([...open, node.anchor]));
    const { source } = node;
    return open.has(source) ? { flaw: `the anchor ${source} contains itself`, offset: startOf(node) } : undefined;
  }

  function inside(node: Node, open: ReadonlySet<string>): TextFlaw | undefined {
    if (yaml.isMap(node)) return inMap(node.items, open);
    if (!yaml.isSeq(node)) return undefined;
    for (const item of node.items) {
      const flaw = inNode(item, open);
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  }

  function inMap(pairs: readonly Pair[], open: ReadonlySet<string>): TextFlaw | undefined {
    const seen = new Set<string>();
    for (const { key, value } of pairs) {
      const name = nameOf(yaml, key);
      if (name !== undefined && seen.has(name))
        return { flaw: `the field ${name} is given twice`, offset: startOf(key) };
      if (name !== undefined && name !== "<<") seen.add(name);
      const flaw = inNode(key, open) ?? inNode(value, open);
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  }
}

/**
 * Finds where a value stands.
 * @param path - the way from the document to the value
 * @returns the position of the value, or of the innermost value around it where it is absent
 */
export function offsetOf(yaml: Yaml, document: Document.Parsed, path: ManifestPath): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const step of path) {
    const holder = yaml.isAlias(node) ? node.resolve(document) : node;
    if (yaml.isMap(holder)) node = holder.items.find(({ key }) => nameOf(yaml, key) === step)?.value;
    else node = yaml.isSeq(holder) ? holder.items[Number(step)] : undefined;
    if (!yaml.isNode(node)) return offset;
    offset = startOf(node);
  }
  return offset;
}

function startOf(node: unknown): number {
  // What was made of a text has a range.
  return Number((node as Node | null)?.range?.[0]);
}

function nameOf(yaml: Yaml, key: unknown): string | undefined {
  return yaml.isScalar(key) ? String(key.source) : undefined;
}
