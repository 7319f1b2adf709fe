import { tooManyMappings } from "../../idmap/check-mappings.ts";
import { CompiledMap, createIdMap, type IdMap } from "../../idmap/id-map.ts";
import { type IdMapError, type IdMapping, MAX_MAPPINGS } from "../../idmap/id-mapping.ts";
import { expectText } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import { bytesOf, textOf } from "../../text/given-text.ts";
import { lineAndColumn } from "../../text/line-and-column.ts";
import { shownBytes } from "../../text/shown.ts";
import { type CannotHold, type FormContent, type FormError, notText } from "../form/form-error.ts";
import { alike, type FormMaps, oneMap } from "../form/form-maps.ts";
import { readLine } from "./proc-map-line.ts";

/**
 * Reads what a process writes to `/proc/PID/uid_map` or `gid_map`, exactly as the kernel does.
 *
 * Whether the writer may set this map is another question, which is not asked here.
 *
 * @param text - the text of one write: a string stands for its UTF-8 bytes
 * @returns the map in the order of its lines; or the first thing that makes the kernel answer EINVAL
 * @remarks `map_write` of Linux 6.12, `kernel/user_namespace.c`. The write must be shorter than a page of 4096 bytes and
 * ends at its first NUL. Each line holds three numbers in base 10: containerId, hostId, size. They are read modulo 2^64
 * and cut to 32 bits, so `4294967296` is 0. Space is space, \t, \v, \f, \r and the byte 0xA0. One newline at the end
 * is optional; no line may be blank. Then each mapping must be one that a map can hold, and 340 is the last line.
 * @example
 * ```ts
 * import { parseProcMap, toHost, unwrap } from "userns-sim";
 *
 * const map = unwrap(parseProcMap("0 65536 65536\n"));
 * toHost(map, 1000); // => 66536
 * parseProcMap("0 65536 65536\n\n").ok; // => false
 * ```
 */
export function parseProcMap(text: string | Uint8Array): Result<IdMap, FormError> {
  const bytes = startOf(text);
  if (bytes === undefined) return err(notText("proc-map", text));
  if (bytes.length >= PAGE_SIZE) return err(tooLong(bytes));
  const end = `${bytes}\0`.indexOf("\0");
  const lines = bytes.slice(0, end).replace(/\n$/, "").split("\n");
  return mapOf(lines);
}

/**
 * Writes a map as one writes it to `/proc/PID/uid_map` or `gid_map`.
 *
 * @param map - what {@link createIdMap} made
 * @returns a line `containerId hostId size` for each mapping; nothing for the map without mappings
 * @remarks A map of many mappings may be too long for one write, and the kernel takes only one: see {@link fitsProcMapWrite}.
 * @example
 * ```ts
 * import { formatProcMap, podIdMap } from "userns-sim";
 *
 * formatProcMap(podIdMap({ start: 65536, size: 65536 }).uid); // => "0 65536 65536\n"
 * ```
 */
export function formatProcMap(map: IdMap): string {
  return CompiledMap.lines("formatProcMap", map)
    .map(({ containerId, hostId, size }) => `${containerId} ${hostId} ${size}\n`)
    .join("");
}

/**
 * Tells whether a text is short enough for the one write that the kernel takes, 4095 bytes.
 *
 * @param text - what is to be written, as {@link formatProcMap} gives it
 * @returns `true` when it is
 * @remarks user_namespaces(7): "the number of bytes written to the file must be less than the system page size". So 340
 * mappings fit only while their lines are 12 bytes long on average; with host IDs of six digits some 204 to 315 fit.
 * @example
 * ```ts
 * import { fitsProcMapWrite } from "userns-sim";
 *
 * fitsProcMapWrite("0 65536 65536\n"); // => true
 * fitsProcMapWrite("0 1 1\n".repeat(683)); // => false
 * ```
 */
export function fitsProcMapWrite(text: string): boolean {
  expectText("fitsProcMapWrite", "text", text);
  return String(startOf(text)).length < PAGE_SIZE;
}

/**
 * The map, of users or of groups; or both, where one text has the files uid_map and gid_map: a second line for container
 * ID 0, which no map can have, begins the map of the groups.
 *
 * - Where: `/proc/PID/uid_map`.
 * - One mapping: `0 65536 65536`.
 * - First number: container.
 * - Third number: count.
 */
export function readProcMaps(text: string | Uint8Array): Result<FormMaps, FormError> {
  const given = textOf(text);
  const two = given === undefined ? undefined : twoFiles(given);
  if (two === undefined) return alike(parseProcMap(text));
  const uid = parseProcMap(two.uids);
  if (!uid.ok) return uid;
  const gid = parseProcMap(two.gids);
  if (gid.ok) return ok({ uid: uid.value, gid: gid.value });
  return err({ ...gid.error, line: gid.error.line + two.lines });
}

/** The two files of a text, blank lines between them left out, and how many lines stand before the second. */
function twoFiles(text: string): { readonly uids: string; readonly gids: string; readonly lines: number } | undefined {
  if (text.length >= 2 * PAGE_SIZE) return undefined;
  const lines = text.split("\n");
  const isFirst = (line: string): boolean => /^[ \t\v\f\r\xa0]*0+[ \t\v\f\r\xa0]/.test(line);
  const first = lines.findIndex(isFirst);
  const second = lines.findIndex((line, index) => index > first && isFirst(line));
  if (second === -1) return undefined;
  const uids = lines.slice(0, second);
  while (uids.at(-1)?.trim() === "") uids.pop();
  return { uids: uids.join("\n"), gids: lines.slice(second).join("\n"), lines: second };
}

export function writeProcMaps(maps: FormMaps): Result<string, CannotHold> {
  const cannotHold = (expected: FormContent): Result<string, CannotHold> =>
    err({ code: "cannot-hold", form: "proc-map", expected });
  const map = oneMap(maps);
  if (map === undefined) return cannotHold("one-map");
  if (map.mappings.length === 0) return cannotHold("mappings");
  const text = formatProcMap(map);
  return fitsProcMapWrite(text) ? ok(text) : cannotHold("4095-bytes");
}

const PAGE_SIZE = 4096;

/** As many bytes as it takes to see that a text is too long, and where: every character takes a byte or more. */
function startOf(text: string | Uint8Array): string | undefined {
  return bytesOf(typeof text === "string" ? text.slice(0, 2 * PAGE_SIZE) : text);
}

/** The first fault in the kernel's order: a line is checked whole, text and mapping, before the next one is looked at. */
function mapOf(lines: readonly string[]): Result<IdMap, FormError> {
  const mappings: IdMapping[] = [];
  let fault: FormError | undefined;
  for (const [index, line] of lines.slice(0, MAX_MAPPINGS).entries()) {
    const read = readLine(line, index + 1);
    if (!read.ok) {
      fault = { ...read.error, found: shownBytes(read.error.found), errno: "EINVAL" };
      break;
    }
    const [containerId, hostId, size] = read.value;
    mappings.push({
      containerId: truncated(containerId.digits),
      hostId: truncated(hostId.digits),
      size: truncated(size.digits),
    });
  }
  const map = createIdMap(mappings);
  if (!map.ok) return err(badLine(map.error));
  if (fault !== undefined) return err(fault);
  // What follows line 340 is not read, so it is refused even if it is blank.
  return lines.length > MAX_MAPPINGS ? err(badLine(tooManyMappings(lines.length))) : map;
}

/** The last 32 bits of a number; reading it modulo 2^64 before, as the kernel does, changes nothing in them. */
function truncated(digits: string): number {
  let value = 0;
  for (const digit of digits) value = (value * 10 + Number(digit)) % 4294967296;
  return value;
}

function badLine(cause: IdMapError): FormError {
  const index = "index" in cause ? cause.index : MAX_MAPPINGS;
  return { code: "bad-map", form: "proc-map", line: index + 1, column: 1, errno: "EINVAL", cause };
}

function tooLong(bytes: string): FormError {
  return {
    code: "too-long",
    form: "proc-map",
    ...lineAndColumn(bytes, PAGE_SIZE - 1),
    found: shownBytes(bytes.slice(PAGE_SIZE - 1)),
    expected: "4095-bytes",
    errno: "EINVAL",
  };
}
