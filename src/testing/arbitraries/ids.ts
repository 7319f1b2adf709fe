import * as fc from "fast-check";
import { NO_ID } from "../../core/id/id.ts";
import { checkInteger } from "../../core/id/integer.ts";
import { expectObject } from "../../core/misuse/misuse.ts";

/** Which IDs are wanted. */
export interface IdConstraints {
  /** The smallest; 0 when absent. */
  readonly min?: number;
  /** The largest; 4294967294, the last ID there is, when absent. */
  readonly max?: number;
}

/**
 * Generates IDs, those at the ends of the range and around the sign bit more often than chance would.
 *
 * @param constraints - which IDs are wanted
 * @returns integers from `min` to `max`; they shrink towards `min`
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { ids } from "userns-sim/testing";
 *
 * fc.check(fc.property(ids(), (id) => id <= 4294967294)).failed; // => false
 * ```
 */
export function ids(constraints: IdConstraints = {}): fc.Arbitrary<number> {
  expectObject("ids", "constraints", constraints, "an object such as { min: 1 }");
  const { min = 0, max = NO_ID - 1 } = constraints;
  checkInteger("ids", "min", min, 0, NO_ID - 1);
  checkInteger("ids", "max", max, min, NO_ID - 1);
  const edges = [min, max, 0, 1, 65534, 65535, 65536, 2147483647, 2147483648, NO_ID - 1].filter(
    (id) => id >= min && id <= max,
  );
  return fc.oneof(
    { arbitrary: fc.integer({ min, max }), weight: 3 },
    { arbitrary: fc.constantFrom(...edges), weight: 1 },
  );
}
