import { isObject, own, ownKeys } from "../../core/manifest/value.ts";

/**
 * Lays a value over another as RFC 7396 says: objects field by field, null takes a field away, and everything else, lists
 * included, takes the place of what was there.
 */
export function mergePatch(base: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const fields = new Map(ownKeys(base).map((key) => [key, own(base, key)]));
  for (const key of ownKeys(patch)) {
    const value = own(patch, key);
    if (value === null) fields.delete(key);
    else fields.set(key, mergePatch(fields.get(key), value));
  }
  return Object.fromEntries(fields);
}
