import { at, type Cursor, isAbsent, list, report, wrongType } from "./cursor.ts";
import { elements, isObject, own } from "./value.ts";

/** One Kubernetes object of the documents, lists taken apart. */
export interface KubeObject extends Cursor {
  readonly kind: string;
}

/** Takes documents apart, as many values as `maxObjects`, lists included; what is no object is a problem. */
export function objectsIn(documents: readonly Cursor[], maxObjects: number): readonly KubeObject[] {
  const objects: KubeObject[] = [];
  let seen = 0;
  for (const document of documents) collect(document, "", 0);
  return objects;

  function collect(cursor: Cursor, kindOfList: string, depth: number): void {
    seen += 1;
    // Once is enough: everything after it would say the same.
    if (seen === maxObjects + 1) report(cursor, { code: "too-many-objects", limit: maxObjects });
    if (seen > maxObjects) return;
    if (depth > MAX_DEPTH) report(cursor, { code: "too-deep", limit: MAX_DEPTH });
    else if (elements(cursor.value) !== undefined) collectAll(cursor, "", depth);
    else if (isObject(cursor.value)) collectObject(cursor, kindOf(cursor, kindOfList), depth);
    else wrongType(cursor, "object");
  }

  function collectObject(cursor: Cursor, kind: string | undefined, depth: number): void {
    if (kind === undefined) return;
    const items = at(cursor, "items");
    // Custom kinds may end in "List" without being one.
    if (kind === "List" || (kind.endsWith("List") && items.value !== undefined))
      collectAll(items, kind.slice(0, -"List".length), depth);
    else {
      const { value, document, path, problems } = cursor;
      objects.push({ value, document, path, problems, kind });
    }
  }

  function collectAll(items: Cursor, kindOfItems: string, depth: number): void {
    // One more than may be looked at, because that one is refused.
    for (const item of list(items, Math.max(maxObjects - seen, 0) + 1)) collect(item, kindOfItems, depth + 1);
  }
}

/** Lists in lists: kubectl writes one, hand-made files two. */
const MAX_DEPTH = 8;

/** The items of a typed list, as the API serves it, do not repeat their kind. */
function kindOf(cursor: Cursor, kindOfList: string): string | undefined {
  const kind = own(cursor.value, "kind") ?? kindOfList;
  if (typeof kind === "string" && kind !== "") return kind;
  const field = at(cursor, "kind");
  if (isAbsent(field) || kind === "") report(field, { code: "missing", expected: "kind" });
  else wrongType(field, "kind");
  return undefined;
}
