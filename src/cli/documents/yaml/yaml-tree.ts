import type { Alias, Document, Node } from "yaml";
import type { ManifestPath } from "../../../core/manifest/place.ts";

/** The YAML library, which is loaded only where YAML is read. */
export type Yaml = typeof import("yaml");

/**
 * Finds where values of a document stand.
 * @returns gives the position of a value, by the way to it, or of the innermost value around it where it is absent
 */
export function offsetsIn(yaml: Yaml, document: Document.Parsed): (path: ManifestPath) => number {
  const named = namedByAliases(yaml, document);
  return (path) => {
    let node: unknown = document.contents;
    let offset = startOf(node);
    for (const step of path) {
      const holder = yaml.isAlias(node) ? named.get(node) : node;
      if (yaml.isMap(holder)) node = holder.items.find(({ key }) => nameOf(yaml, key) === step)?.value;
      else node = yaml.isSeq(holder) ? holder.items[Number(step)] : undefined;
      if (!yaml.isNode(node)) return offset;
      offset = startOf(node);
    }
    return offset;
  };
}

/** The library would look through the whole document for each alias. */
function namedByAliases(yaml: Yaml, document: Document.Parsed): ReadonlyMap<Alias, Node | undefined> {
  const anchors = new Map<string, Node>();
  const named = new Map<Alias, Node | undefined>();
  yaml.visit(document, {
    Node: (_, node) => {
      if (yaml.isAlias(node)) named.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return named;
}

export function startOf(node: unknown): number {
  // What was made of a text has a range.
  return Number((node as Node | null)?.range?.[0]);
}

export function nameOf(yaml: Yaml, key: unknown): string | undefined {
  return yaml.isScalar(key) ? String(key.source) : undefined;
}

/** Tells whether what stands behind a key is merged, as the library tells it. */
export function isMerge(yaml: Yaml, key: unknown): boolean {
  return yaml.isScalar(key) && (typeof key.value === "symbol" || (key.value === "<<" && key.type === "PLAIN"));
}
