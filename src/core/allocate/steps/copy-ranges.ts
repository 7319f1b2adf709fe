import type { HostId } from "../../id/id.ts";
import { isUint32 } from "../../id/uint32.ts";
import type { IdRange } from "../../range/range.ts";
import type { ProposalFlaw, ShapeFlaw } from "../strategy/allocate-error.ts";
import { type OneOrMore, wrongCount } from "./check-ranges.ts";

/**
 * Copies the ranges of a proposal, each property read exactly once: a getter or a Proxy could answer differently the
 * second time.
 * @returns copies that nothing else knows, or the copy of the only one, their numbers 0 to 4294967295; or what is
 * wrong with their shape
 */
export function copyRanges(ranges: readonly unknown[]): OneOrMore | ProposalFlaw {
  const count = ranges.length;
  if (count === 1) return copyRange(ranges[0]);
  const miscounted = wrongCount(count);
  if (miscounted !== undefined) return miscounted;
  const copies: IdRange<HostId>[] = [];
  // No iterator: the array may bring its own.
  for (let i = 0; i < count; i++) {
    const copy = copyRange(ranges[i]);
    if ("code" in copy) return copy;
    copies.push(copy);
  }
  return copies;
}

function copyRange(range: unknown): IdRange<HostId> | ShapeFlaw {
  if (typeof range === "object" && range !== null) {
    const { start, size } = range as Readonly<Record<string, unknown>>;
    if (isUint32(start) && isUint32(size)) return { start, size };
  }
  return { code: "not-a-range" };
}
