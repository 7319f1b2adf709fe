import type { FoundId, NamedId } from "./found-id.ts";
import { namedIds } from "./named.ts";
import { ownerColumns } from "./owner-columns.ts";
import { rowIds, type Table, tableOf } from "./table.ts";

/**
 * Finds host IDs in what people paste: the output of `ps`, `top`, `ls -ln`, `find -ls`, `tar -tv`, `id` and `stat`, audit
 * lines, lines of `/proc/PID/status`, and whatever writes `uid=` or `gid=` before them.
 *
 * An ID is certain where the text names it. Every other whole number up to 4294967295 is found, too, and could be one.
 *
 * @param text - the text; what is no text has no IDs
 * @returns the IDs, in the order of the text
 * @example
 * ```ts
 * import { findIds } from "userns-sim/node";
 *
 * const text = "type=SYSCALL pid=812 auid=1000 uid=132072 gid=132072 comm=\"sh\"\n";
 * findIds(text)
 *   .filter(({ certain }) => certain)
 *   .map(({ line, column, id, kind }) => [line, column, id, kind]);
 * // => [[1, 27, 1000, "uid"], [1, 36, 132072, "uid"], [1, 47, 132072, "gid"]]
 *
 * findIds("  UID   PID CMD\n132072   812 sh\n").map(({ id, certain }) => [id, certain]);
 * // => [[132072, true], [812, false]]
 * ```
 */
export function findIds(text: string): readonly FoundId[] {
  if (typeof text !== "string") return [];
  const found: FoundId[] = [];
  let table: Table | undefined;
  let offset = 0;
  for (let line = 1; offset <= text.length; line += 1) {
    const end = text.indexOf("\n", offset);
    const content = text.slice(offset, end === -1 ? text.length : end);
    const begun = tableOf(content);
    table = begun ?? (content.trim() === "" ? undefined : table);
    if (begun === undefined) {
      const named = (table && rowIds(content, table)) ?? [...ownerColumns(content), ...namedIds(content)];
      for (const { at, ...id } of withOthers(content, named))
        found.push({ offset: offset + at, line, column: at + 1, ...id });
    }
    offset += content.length + 1;
  }
  return found;
}

type IdInLine = Pick<FoundId, "length" | "id" | "cut" | "kind" | "certain"> & { readonly at: number };

/** All whole numbers of a line, those that it names being certain. */
function* withOthers(line: string, named: readonly NamedId[]): Generator<IdInLine> {
  const kinds = new Map(named.map(({ at, kind }) => [at, kind]));
  for (const { index: at, 0: text } of line.matchAll(NUMBER)) {
    const kind = kinds.get(at);
    const certain = kind !== undefined;
    if (!certain && isPart(line, at, at + text.length)) continue;
    const digits = text.replace("+", "");
    const id = Number(digits);
    const cut = digits !== text;
    if (digits.length > 10 || (digits.length > 1 && digits.startsWith("0"))) continue;
    if (id <= (cut ? MAX_BEGINNING : MAX_NUMBER))
      yield { at, length: text.length, id, cut, kind: kind ?? null, certain };
  }
}

const NUMBER = /\d+(?:\+(?!\w))?/g;
const MAX_NUMBER = 4294967295;
/** Something has to come behind it. */
const MAX_BEGINNING = 429496729;

/** Of a word, an address, a decimal or the like. */
function isPart(line: string, start: number, end: number): boolean {
  return /[\w.]/.test(line.charAt(start - 1)) || /^(?:\w|\.\d)/.test(line.slice(end, end + 2));
}
