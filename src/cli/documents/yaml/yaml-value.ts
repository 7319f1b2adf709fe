import type { Document, Pair } from "yaml";
import { isMerge, type Yaml } from "./yaml-tree.ts";

/**
 * Gives the value of a document without flaws. Aliases are the very values of their anchors, and so is what is merged.
 *
 * The library does it, too, but looks through all anchors for each alias, and copies all that is in what it merges: a text
 * of 3 KiB took it seconds.
 */
export function valueIn(yaml: Yaml, { contents }: Document.Parsed): unknown {
  const anchors = new Map<string, unknown>();
  return ofNode(contents);

  function ofNode(node: unknown): unknown {
    if (yaml.isAlias(node)) return anchors.get(node.source);
    if (!yaml.isNode(node)) return null;
    const value = begun(node);
    // Before what is inside, since an anchor may be given anew there.
    if (node.anchor !== undefined) anchors.set(node.anchor, value);
    if (yaml.isSeq(node)) for (const item of node.items) (value as unknown[]).push(ofNode(item));
    if (yaml.isMap(node)) for (const pair of node.items) add(value as Fields, pair);
    return value;
  }

  function begun(node: unknown): unknown {
    if (yaml.isSeq(node)) return [];
    if (!yaml.isScalar(node)) return {};
    return isMerge(yaml, node) ? "<<" : node.value;
  }

  function add(fields: Fields, { key, value }: Pair): void {
    const name = ofNode(key);
    const content = ofNode(value);
    if (!isMerge(yaml, key)) put(fields, name === null ? "" : String(name), content);
    else
      for (const source of [content].flat())
        for (const [field, one] of Object.entries(source as Fields))
          if (!Object.hasOwn(fields, field)) put(fields, field, one);
  }
}

type Fields = Record<string, unknown>;

function put(fields: Fields, name: string, value: unknown): void {
  // Also where it is __proto__, or stands in every prototype.
  if (name in fields)
    Object.defineProperty(fields, name, { value, writable: true, enumerable: true, configurable: true });
  else fields[name] = value;
}
