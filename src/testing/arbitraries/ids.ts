import * as fc from "fast-check";
import { NO_ID } from "../../core/id/id.ts";

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
export function ids({ min = 0, max = NO_ID - 1 }: IdConstraints = {}): fc.Arbitrary<number> {
  const edges = [min, max, 0, 1, 65534, 65535, 65536, 2147483647, 2147483648, NO_ID - 1].filter(
    (id) => id >= min && id <= max,
  );
  return fc.oneof(
    { arbitrary: fc.integer({ min, max }), weight: 3 },
    { arbitrary: fc.constantFrom(...edges), weight: 1 },
  );
}
