import { sameFunction } from "../../idmap/equal.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { expectFormOptions } from "../form/expect-form-options.ts";
import type { FormReadError } from "../form/form-error.ts";
import type { FormOptions } from "../form/form-row.ts";
import { SUBID_READER_NAMES, type SubidReader } from "../form/subid-reader.ts";
import { readSubidMaps } from "./subid.ts";

/** What one reader makes of a file of subordinate IDs. */
export interface SubidReading {
  /** The reader. */
  readonly reader: SubidReader;
  /** The map that it makes, or why it makes none. */
  readonly read: Result<IdMap, FormReadError>;
}

/**
 * Tells which other readers of `/etc/subuid` would make another map of it, or none, or one where the reader that is meant
 * makes none.
 *
 * @param text - the text of the file
 * @param options - whose IDs are meant, who reads, and the user's own ID, where it is mapped first
 * @returns the readers that differ, in the order of {@link SUBID_READER_NAMES}, with what they read; those without a
 * rootless mode are left out where a user's own ID is given
 * @example
 * ```ts
 * import { otherSubidReadings } from "userns-sim";
 *
 * const file = "alice:200000:1000\nalice:100000:65536\n";
 * otherSubidReadings(file, { owner: "alice" }).map(({ reader }) => reader); // => ["storage", "incus", "lxd", "unshare"]
 * otherSubidReadings("alice:100000:65536\n", { owner: "alice" }); // => []
 * ```
 */
export function otherSubidReadings(text: string | Uint8Array, options: FormOptions = {}): readonly SubidReading[] {
  expectFormOptions("otherSubidReadings", options);
  const { reader: meant = "shadow" } = options;
  const mine = readingOf(text, options, meant);
  return SUBID_READER_NAMES.filter((reader) => reader !== meant)
    .map((reader) => ({ reader, read: readingOf(text, options, reader) }))
    .filter(({ read }) => differs(mine, read));
}

function readingOf(text: string | Uint8Array, options: FormOptions, reader: SubidReader): SubidReading["read"] {
  const maps = readSubidMaps(text, { ...options, reader });
  return maps.ok ? ok(maps.value.uid) : err(maps.error);
}

function differs(mine: SubidReading["read"], other: SubidReading["read"]): boolean {
  if (!other.ok && other.error.code === "not-rootless") return false;
  return mine.ok && other.ok ? !sameFunction(mine.value, other.value) : mine.ok !== other.ok;
}
