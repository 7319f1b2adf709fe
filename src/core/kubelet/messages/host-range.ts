import type { HostId } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectObject } from "../../misuse/misuse.ts";

/** A range of host IDs, `[start, start + size)`, as pods are given it. */
export interface HostRange {
  /** The first ID, 0 to 4294967295. */
  readonly start: HostId;
  /** How many IDs there are, 1 to 4294967295. */
  readonly size: number;
}

/** Refuses what no range of host IDs can be. A range with ID 4294967295 passes: the kubelet hands it out too. */
export function checkHostRange(caller: string, range: HostRange): HostRange {
  expectObject(caller, "the range", range, "an object { start, size }");
  checkUint32(caller, "the start of a range", range.start);
  checkInteger(caller, "the size of a range", range.size, 1, 4294967295);
  checkInteger(caller, "the end of a range", range.start + range.size, 1, 4294967296);
  return range;
}
