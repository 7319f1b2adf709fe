import type { HostId } from "../../id/id.ts";
import { isUint32 } from "../../id/uint32.ts";
import type { IdRange } from "../../range/range.ts";
import type { ProposalFlaw } from "../strategy/allocate-error.ts";
import { wrongCount } from "./check-ranges.ts";

/**
 * Copies the ranges of a proposal, each property read exactly once: a getter or a Proxy could answer differently the
 * second time.
 * @returns copies that nothing else knows, their numbers 0 to 4294967295; or what is wrong with their shape
 */
export function copyRanges(ranges: readonly unknown[]): readonly IdRange<HostId>[] | ProposalFlaw {
  const count = ranges.length;
  const miscounted = wrongCount(count);
  if (miscounted !== undefined) return miscounted;
  // As long as it will be: an array that grows takes room for seventeen.
  const copies = new Array<IdRange<HostId>>(count);
  // No iterator: the array may bring its own.
  for (let i = 0; i < count; i++) {
    const range: unknown = ranges[i];
    if (typeof range !== "object" || range === null) return { code: "not-a-range" };
    const { start, size } = range as Readonly<Record<string, unknown>>;
    if (!isUint32(start) || !isUint32(size)) return { code: "not-a-range" };
    copies[i] = { start, size };
  }
  return copies;
}
