import { NO_ID } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { CompiledMap, type IdMap } from "../../idmap/id-map.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { expectArray } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { shown } from "../../text/shown.ts";
import { type FormError, notText } from "../form/form-error.ts";
import { type LineNumber, readLine } from "./proc-map-line.ts";

/**
 * Writes what the kernel shows in `/proc/PID/uid_map` and `gid_map`.
 *
 * @param lines - a map, as the host itself sees it, or the lines that a reader in another namespace sees
 * @returns a line for each mapping, its numbers right-aligned in 10 columns
 * @throws TypeError when a number is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks `uid_m_show` of Linux 6.12, `kernel/user_namespace.c`, prints `"%10u %10u %10u\n"`. Up to 5 mappings stay in the
 * order they were written; more are kept sorted by container ID, and so shown (`sort_idmaps`).
 * @example
 * ```ts
 * import { initialIdMap, showProcMap } from "userns-sim";
 *
 * showProcMap(initialIdMap()); // => "         0          0 4294967295\n"
 * ```
 */
export function showProcMap(lines: IdMap | readonly IdMapping[]): string {
  const mappings = Array.from(CompiledMap.is(lines) ? (lines as IdMap).mappings : mappingsIn(lines));
  if (mappings.length > MAX_UNSORTED) mappings.sort((a, b) => a.containerId - b.containerId);
  return mappings
    .map(({ containerId, hostId, size }) => `${column(containerId)} ${column(hostId)} ${column(size)}\n`)
    .join("");
}

/**
 * Reads what the kernel shows in `/proc/PID/uid_map` and `gid_map`.
 *
 * The lines need not make up a map: a reader sees host IDs as its own namespace has them, and 4294967295 for those it has
 * not. Where they do, `createIdMap` makes it.
 *
 * @param text - the text, with or without a newline at the end
 * @returns the mappings in the order of their lines, none for an empty text: a map that was not written yet. Or what is
 * not understood: a blank line, anything but three numbers, a number above 4294967295
 * @example
 * ```ts
 * import { parseShownProcMap, unwrap } from "userns-sim";
 *
 * unwrap(parseShownProcMap("         0     131072      65536\n")); // => [{ containerId: 0, hostId: 131072, size: 65536 }]
 * ```
 */
export function parseShownProcMap(text: string | Uint8Array): Result<readonly IdMapping[], FormError> {
  const given = textOf(text);
  if (given === undefined) return err(notText("proc-map", text));
  if (given === "") return ok([]);
  const mappings: IdMapping[] = [];
  for (const [index, line] of given.replace(/\n$/, "").split("\n").entries()) {
    const read = readLine(line, index + 1);
    if (!read.ok) return err({ ...read.error, found: shown(read.error.found) });
    const large = read.value.find(({ digits }) => Number(digits) > NO_ID);
    if (large !== undefined) return err(tooLarge(large, index + 1));
    const [containerId, hostId, size] = read.value;
    mappings.push({
      containerId: Number(containerId.digits),
      hostId: Number(hostId.digits),
      size: Number(size.digits),
    });
  }
  return ok(mappings);
}

/** `UID_GID_MAP_MAX_BASE_EXTENTS`: so many mappings the kernel keeps unsorted, in the namespace itself. */
const MAX_UNSORTED = 5;

function mappingsIn(lines: IdMap | readonly IdMapping[]): readonly IdMapping[] {
  expectArray("showProcMap", "lines", lines, "an IdMap or an array of mappings");
  return lines as readonly IdMapping[];
}

function column(value: number): string {
  return String(checkUint32("showProcMap", "each number", value)).padStart(10);
}

function tooLarge({ digits, at }: LineNumber, line: number): FormError {
  return {
    code: "number-too-large",
    form: "proc-map",
    line,
    column: at + 1,
    found: shown(digits),
    expected: "uint32",
  };
}
