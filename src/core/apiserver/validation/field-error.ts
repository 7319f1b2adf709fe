import { goQuote } from "../../go/go-text.ts";
import type { ManifestPath } from "../../manifest/place.ts";
import { formatPath } from "../../manifest/place.ts";

/** One error of the API server's validation. */
export interface FieldError {
  /** Names the kind of error. */
  readonly code: "forbidden" | "invalid" | "unsupported";
  /** The field, as the API server writes it; some capitals are its own. */
  readonly path: string;
  /** The whole error, verbatim. */
  readonly text: string;
}

/** `field.Forbidden`, `k8s.io/apimachinery/pkg/util/validation/field`. */
export function forbidden(path: ManifestPath, detail: string): FieldError {
  return make("forbidden", path, `Forbidden: ${detail}`);
}

/** `field.Invalid`: texts are quoted, integers and booleans are not. */
export function invalid(path: ManifestPath, value: string | number | boolean, detail: string): FieldError {
  return make("invalid", path, `Invalid value: ${show(value)}: ${detail}`);
}

/** `field.NotSupported`: the values that there are, in the order they are listed. */
export function notSupported(path: ManifestPath, value: string, supported: readonly string[]): FieldError {
  const values = supported.map(goQuote).join(", ");
  return make("unsupported", path, `Unsupported value: ${goQuote(value)}: supported values: ${values}`);
}

function make(code: FieldError["code"], path: ManifestPath, body: string): FieldError {
  const text = formatPath(path);
  return { code, path: text, text: `${text}: ${body}` };
}

function show(value: string | number | boolean): string {
  // 2^60 is an int64 to Go, with all of its digits.
  if (typeof value === "number") return String(BigInt(value));
  return typeof value === "string" ? goQuote(value) : String(value);
}
