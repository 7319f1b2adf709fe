import type { HostId } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { checkUint32 } from "../../id/uint32.ts";

/** A range of host IDs, `[start, start + size)`, as pods are given it. */
export interface HostRange {
  /** The first ID, 0 to 4294967295. */
  readonly start: HostId;
  /** How many IDs there are, 1 to 4294967295. */
  readonly size: number;
}

/**
 * Refuses what no range of host IDs can be. A range with ID 4294967295 passes: the kubelet hands it out too.
 *
 * @param caller - the exported function, for the message
 * @param range - the range
 * @returns the same
 * @throws TypeError when a number is not an integer. {@link TypeError}
 * @throws RangeError when a number is out of range, or the range ends past 4294967296. {@link RangeError}
 * @internal
 */
export function checkHostRange(caller: string, range: HostRange): HostRange {
  checkUint32(caller, "the start of a range", range.start);
  checkInteger(caller, "the size of a range", range.size, 1, 4294967295);
  checkInteger(caller, "the end of a range", range.start + range.size, 1, 4294967296);
  return range;
}
