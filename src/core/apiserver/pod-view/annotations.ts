import { own, ownKeys } from "../../manifest/value.ts";

/** The annotations that are texts; none where there is no object. */
export function viewAnnotations(annotations: unknown): Readonly<Record<string, string>> {
  const texts = ownKeys(annotations).flatMap((key): (readonly [string, string])[] => {
    const value = own(annotations, key);
    return typeof value === "string" ? [[key, value]] : [];
  });
  return Object.fromEntries(texts);
}
