import { checkUint32, isUint32 } from "../../id/uint32.ts";
import { expectArray, expectObject, expectText } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import { shown } from "../../text/shown.ts";
import type { FormError, FormReadError, FormWriteError } from "../form/form-error.ts";
import { alike, type FormMaps } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import type { SubordinateIds, SubordinateIdsRead } from "../subordinate/subordinate-ids.ts";
import { entryOfMap, mapOfEntries } from "../subordinate/subordinate-map.ts";
import { readLines } from "./subid.ts";

/**
 * Reads what the command `getsubids` prints.
 *
 * Lenient, for a person or a test: any number of lines, comments and blank lines between them. The kubelet is not.
 *
 * @param text - the output: lines `index: owner start count`
 * @returns the entries, and the lines that are none
 * @remarks shadow, `src/getsubids.c`, prints `"%d: %s %lu %lu\n"`. An owner may have spaces in it.
 * @example
 * ```ts
 * import { parseGetsubids } from "userns-sim";
 *
 * parseGetsubids("0: kubelet 65536 7208960\n").entries; // => [{ owner: "kubelet", start: 65536, count: 7208960 }]
 * ```
 */
export function parseGetsubids(text: string | Uint8Array): SubordinateIdsRead {
  return readLines("getsubids", text, readEntry);
}

/**
 * Writes entries as the command `getsubids` prints them.
 *
 * @param entries - the entries, of one owner if the real command is to be matched
 * @returns a line `index: owner start count` for each, the index from 0
 * @throws TypeError when a number is not an integer, or when an owner would not be read back: empty, with space at an end
 * or a line break in it. {@link TypeError}
 * @throws RangeError when a number lies outside 0 to 4294967295.
 * @example
 * ```ts
 * import { formatGetsubids } from "userns-sim";
 *
 * formatGetsubids([{ owner: "kubelet", start: 65536, count: 7208960 }]); // => "0: kubelet 65536 7208960\n"
 * ```
 */
export function formatGetsubids(entries: readonly SubordinateIds[]): string {
  expectArray("formatGetsubids", "entries", entries, "an array of entries { owner, start, count }");
  return entries
    .map((entry, index) => {
      expectObject("formatGetsubids", "each entry", entry, "an object { owner, start, count }");
      const { owner, start, count } = entry;
      expectText("formatGetsubids", "each owner", owner);
      if (!/^\S(?:.*\S)?$/.test(owner))
        throw new TypeError(
          `formatGetsubids: expected an owner that can be read back, got ${JSON.stringify(shown(owner))}`,
        );
      checkUint32("formatGetsubids", "each start", start);
      return `${index}: ${owner} ${start} ${checkUint32("formatGetsubids", "each count", count)}\n`;
    })
    .join("");
}

/**
 * The map of the entries of an owner, or of all where there is one owner, in their order.
 *
 * - Where: printed by `getsubids`.
 * - One mapping: `0: kubelet 65536 7208960`.
 * - First number: host, behind a running number.
 * - Third number: count.
 */
export function readGetsubidsMaps(text: string | Uint8Array, options?: FormOptions): Result<FormMaps, FormReadError> {
  return alike(mapOfEntries("getsubids", parseGetsubids(text), options));
}

/** The one entry that a map can be of. */
export function writeGetsubidsMaps(maps: FormMaps, { owner }: FormOptions = {}): Result<string, FormWriteError> {
  const entry = entryOfMap("getsubids", maps, owner);
  return entry.ok ? ok(formatGetsubids([entry.value])) : entry;
}

function readEntry(line: string, lineNumber: number): Result<SubordinateIds, () => FormError> {
  const text = line.trimEnd();
  const head = /^\s*\d+:\s/.exec(line);
  const tail = head && /\s(\d+)\s+(\d+)$/.exec(text);
  const owner = tail ? text.slice(head[0].length, tail.index).trim() : "";
  if (!tail || owner === "")
    return err(() => ({
      code: "malformed-line",
      form: "getsubids",
      line: lineNumber,
      column: 1,
      found: shown(line),
      expected: "index: owner start count",
    }));
  const [, start, count] = tail.map(Number);
  if (isUint32(start) && isUint32(count)) return ok({ owner, start, count });
  return err(() => ({
    code: "number-too-large",
    form: "getsubids",
    line: lineNumber,
    column: tail.index + 2,
    found: shown(text.slice(tail.index + 1)),
    expected: "uint32",
  }));
}
