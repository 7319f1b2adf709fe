import { own, ownKeys } from "../../manifest/value.ts";

/**
 * Reads the annotations of a pod.
 * @returns those that are texts; none where it is no object
 */
export function viewAnnotations(annotations: unknown): Readonly<Record<string, string>> {
  const texts = ownKeys(annotations).flatMap((key): (readonly [string, string])[] => {
    const value = own(annotations, key);
    return typeof value === "string" ? [[key, value]] : [];
  });
  return Object.fromEntries(texts);
}
