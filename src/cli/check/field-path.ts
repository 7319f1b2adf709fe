import type { ManifestPath } from "../../core/manifest/place.ts";
import { own, ownKeys } from "../../core/manifest/value.ts";

/** The way into an object to a field, as the API server writes it: it may spell one as Go does, as in `spec.HostPID`. */
export function fieldPath(object: unknown, field: string): ManifestPath {
  const path: (string | number)[] = [];
  let value = object;
  for (const [, name, inBrackets = ""] of field.matchAll(STEPS)) {
    const isIndex = Array.isArray(value) && DIGITS.test(inBrackets);
    const step = isIndex ? Number(inBrackets) : keyIn(value, name ?? keyOf(inBrackets));
    value = Array.isArray(value) ? value[Number(step)] : own(value, String(step));
    path.push(step);
  }
  return path;
}

const STEPS = /(?:^|\.)([^.[\]]+)|\[("(?:[^"\\]|\\.)*"|[^[\]]*)\]/g;
const DIGITS = /^\d+$/;

function keyOf(inBrackets: string): string {
  if (!inBrackets.startsWith('"')) return inBrackets;
  try {
    return String(JSON.parse(inBrackets));
  } catch {
    return inBrackets;
  }
}

function keyIn(value: unknown, name: string): string {
  if (own(value, name) !== undefined) return name;
  const lower = name.toLowerCase();
  return ownKeys(value).find((key) => key.toLowerCase() === lower) ?? name;
}
