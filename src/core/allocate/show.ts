import type { HostId } from "../id/id.ts";
import type { IdRange } from "../range/range.ts";
import { printable } from "../text/printable.ts";

/** Shows a string that may be anything, in quotes and not too long. */
export function quote(string: string): string {
  return printable(JSON.stringify(string.length > 80 ? `${string.slice(0, 79)}…` : string));
}

/** Such as `[65536, 131072) and [196608, 262144)`; of many only the first. */
export function showRanges(ranges: readonly IdRange<HostId>[]): string {
  const shown = ranges.slice(0, 4).map(showRange).join(" and ");
  return ranges.length > 4 ? `${shown} and ${ranges.length - 4} more` : shown;
}

export function showRange({ start, size }: IdRange<HostId>): string {
  return `[${start}, ${start + size})`;
}
