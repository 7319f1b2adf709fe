import { isUint32 } from "../../id/uint32.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Faults, type Field, faultsIn, linesIn, partedAt, strtoul, wordsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormError, notText } from "../form/form-error.ts";
import { alike, type FormMaps, oneMap } from "../form/form-maps.ts";
import { type PlacedMapping, placedMap, placedMaps } from "../form/placed-map.ts";

/**
 * The maps of command lines of newuidmap(1) and newgidmap(1), as they are typed or as rootlesskit logs them; of what the two
 * say when they refuse a range; or of the numbers alone.
 *
 * The order of refusals is that of shadow 4.13, `get_map_ranges` in `lib/idmapping.c`: it looks for no overlap, which the
 * kernel does. A range of no IDs is granted to nobody (`verify_range` in `src/newuidmap.c`), so that the kernel is not asked.
 *
 * - Where: arguments of `newuidmap`.
 * - One mapping: `newuidmap 42 0 65536 65536`.
 * - First number: container, behind the process.
 * - Third number: count.
 */
export function readNewuidmapMaps(given: string | Uint8Array): Result<FormMaps, FormError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("newuidmap", given));
  const faults = faultsIn("newuidmap", text);
  const whole: Field = { text, at: 0 };
  if (!PROGRAM.test(text)) {
    const list = inBrackets(whole);
    const mappings = mappingsOf(wordsIn(list), list, "newuidmap", faults);
    return mappings.ok ? alike(placedMap(faults, mappings.value)) : mappings;
  }
  const maps: Record<"u" | "g", PlacedMapping[]> = { u: [], g: [] };
  for (const line of linesIn(whole)) {
    if (line.text.trim() === "") continue;
    const [program, kind] = PROGRAM.exec(line.text) ?? [];
    if (program === undefined) return faults.at("malformed-line", line, "newuidmap");
    const rest = cut(line, line.text.indexOf(program) + program.length);
    const mappings = rest.text.startsWith(":") ? refusedRange(rest, faults) : argumentsOf(rest, program, faults);
    if (!mappings.ok) return mappings;
    maps[kind as "u" | "g"].push(...mappings.value);
  }
  return placedMaps(faults, maps.u, maps.g);
}

export function writeNewuidmapMaps(maps: FormMaps): Result<string, CannotHold> {
  const map = oneMap(maps);
  if (map === undefined) return err({ code: "cannot-hold", form: "newuidmap", expected: "one-map" });
  if (map.mappings.length === 0) return err({ code: "cannot-hold", form: "newuidmap", expected: "mappings" });
  const lines = map.mappings;
  return ok(lines.map(({ containerId, hostId, size }) => `${containerId} ${hostId} ${size}`).join(" "));
}

/** The program's name somewhere, or three numbers for each mapping. */
export function looksLikeNewuidmap(text: string): boolean {
  if (PROGRAM.test(text)) return true;
  const words = wordsIn(inBrackets({ text, at: 0 }));
  return (
    words.length > 0 && words.length % 3 === 0 && words.every((word) => /^[\v\f]*\+?\d[\da-fx]*$/i.test(word.text))
  );
}

const PROGRAM = /new([ug])idmap/;

/** A list as Go prints it, which is how rootlesskit logs the arguments. */
function inBrackets(whole: Field): Field {
  const list = /^\s*\[([^[\],]*)\]\s*$/.exec(whole.text);
  return list === null ? whole : cut(whole, whole.text.indexOf("[") + 1, whole.text.lastIndexOf("]"));
}

type Mappings = Result<readonly PlacedMapping[], FormError>;

/** `newuidmap: uid range [1-70001) -> [100000-170000) not allowed`, of which the name is read. */
function refusedRange(rest: Field, faults: Faults): Mappings {
  const match = /^: [ug]id range \[(\d+)-(\d+)\) -> \[(\d+)-(\d+)\) not allowed/.exec(rest.text);
  const refused = faults.at("malformed-line", cut(rest, 1), "refused-range");
  if (match === null) return refused;
  const [containerId, end, hostId, hostEnd] = match.slice(1).map(Number) as [number, number, number, number];
  const size = end - containerId;
  if (hostEnd - hostId !== size || ![containerId, hostId, size].every(isUint32)) return refused;
  const field = cut(rest, 2);
  return size === 0 ? faults.at("number-too-small", field, "at-least-one") : ok([{ containerId, hostId, size, field }]);
}

/** ` 42 0 1000 1`, or ` 42 [0 1000 1]` as Go prints a list; what stands behind a bracket or a quotation mark is of the log. */
function argumentsOf(rest: Field, program: string, faults: Faults): Mappings {
  const quoted = rest.text.search(/["'`\]]/);
  const line = quoted === -1 ? rest : cut(rest, 0, quoted);
  const [process, list] = partedAt(line, "[") ?? [line, undefined];
  const [pid, ...numbers] = wordsIn(process);
  if (pid === undefined || !/^(?:fd:)?\d+$/.test(pid.text))
    return faults.at("malformed-line", pid ?? cut(line, line.text.length), "newuidmap");
  return mappingsOf(list === undefined ? numbers : wordsIn(list), line, program, faults);
}

function mappingsOf(words: readonly Field[], all: Field, program: string, faults: Faults): Mappings {
  const ranges = Math.ceil(words.length / 3);
  if (words.length === 0 || words.length % 3 !== 0)
    return faults.at(
      "missing-number",
      cut(all, all.text.trimEnd().length),
      "three-numbers-each",
      words.length === 0 ? undefined : `${program}: Not enough arguments to form ${ranges} mappings`,
    );
  const mappings: PlacedMapping[] = [];
  let none: Mappings | undefined;
  for (let at = 0; at < words.length; at += 3) {
    const fields = words.slice(at, at + 3) as [Field, Field, Field];
    const other = fields.find(({ text }) => Number.isNaN(unsigned(text)));
    if (other !== undefined) return faults.at("not-a-number", other, "number");
    const [containerId, hostId, size] = fields.map(({ text }) => unsigned(text)) as [number, number, number];
    const overflow = `${program}: subuid overflow detected.`;
    const large = fields.find(({ text }) => !isUint32(unsigned(text)));
    if (large !== undefined) return faults.at("number-too-large", large, "uint32", overflow);
    if (Math.max(containerId, hostId) + size > 4294967295)
      return faults.at("number-too-large", fields[2], "end-by-4294967295", overflow);
    const mapping = { containerId, hostId, size, field: fields[0] };
    mappings.push(mapping);
    if (size === 0) none ??= faults.at("number-too-small", fields[2], "at-least-one", refusal(program, mapping));
  }
  return none ?? ok(mappings);
}

/** What the program says of a range that it does not grant. */
function refusal(program: string, { containerId, hostId, size }: IdMapping): string {
  const kind = program === "newgidmap" ? "gid" : "uid";
  return `${program}: ${kind} range [${containerId}-${containerId + size}) -> [${hostId}-${hostId + size}) not allowed`;
}

/** Below 0 strtoul(3) wraps at 64 bits, and comes out too large. */
function unsigned(text: string): number {
  return /^-0*[1-9]\d*$/.test(text) ? Number.POSITIVE_INFINITY : strtoul(text);
}
