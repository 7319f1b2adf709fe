import { checkUint32 } from "../../id/uint32.ts";
import { expectObject } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";

/** What decides how many IDs a container is given. */
export interface AutoSizeOptions {
  /** What was asked for by name; whatever the image needs then. */
  readonly size?: number;
  /** The user that the container runs as, inside of it; 0 when absent. */
  readonly user?: number;
  /** The group that it runs as; 0 when absent. */
  readonly group?: number;
  /** What the image needs, as {@link imageSize} tells; 0 when absent. */
  readonly image?: number;
  /** The fewest that anybody is given; 1024 when absent. */
  readonly min?: number;
  /** The most that anybody is given without asking; 65536 when absent. */
  readonly max?: number;
}

/** More IDs would be needed than anybody is given without asking. */
export interface SizePastMax {
  readonly code: "size-past-max";
  /** How many would be needed. */
  readonly size: number;
  /** How many there may be. */
  readonly max: number;
}

/**
 * Tells how many IDs a container is given, where its range is made to measure.
 *
 * @param options - what decides; all numbers 0 to 4294967295
 * @returns the size for `allocate`, or that it would be too large. A size that was asked for is given as it is
 * @throws TypeError when a number is none, RangeError when a number is out of range.
 * @remarks `getAutoUserNS`, containers/storage `userns.go`, for Podman's `--userns=auto`: the largest of `min`, `user + 1`,
 * `group + 1` and what the image needs.
 * @example
 * ```ts
 * import { autoSize } from "userns-sim";
 *
 * autoSize({ user: 4000, group: 1000 }); // => { ok: true, value: 4001 }
 * autoSize({ image: 70000 }).ok; // => false
 * autoSize({ size: 500, image: 70000 }); // => { ok: true, value: 500 }
 * ```
 */
export function autoSize(options: AutoSizeOptions): Result<number, SizePastMax> {
  expectObject("autoSize", "options", options, "an object such as { user: 1000 }");
  const number = (name: "user" | "group" | "image" | "min" | "max", otherwise: number): number =>
    checkUint32("autoSize", `the ${name}`, options[name] === undefined ? otherwise : options[name]);
  const max = number("max", 65536);
  const needed = Math.max(number("min", 1024), number("user", 0) + 1, number("group", 0) + 1, number("image", 0));
  const { size = needed } = options;
  checkUint32("autoSize", "the size", size);
  return options.size === undefined && size > max ? err({ code: "size-past-max", size, max }) : ok(size);
}
