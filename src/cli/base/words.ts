export { counted as count } from "../../core/text/counted.ts";

/**
 * Writes a range as everywhere here, half-open.
 * @param range - where it starts, and how many IDs it has
 * @returns for example `[65536, 131072)`
 */
export function rangeText({ start, size }: { readonly start: number; readonly size: number }): string {
  return `[${start}, ${start + size})`;
}

/**
 * Lists names, the first few of them.
 * @returns for example `a, b and 3 more`
 */
export function listed(names: readonly string[], most: number): string {
  const more = names.length > most ? ` and ${names.length - most} more` : "";
  return names.slice(0, most).join(", ") + more;
}
