import type { NamedId } from "./found-id.ts";
import { type Word, wordsOf } from "./words.ts";

/** Where the IDs stand in the rows of a table. */
export interface Table {
  readonly width: number;
  readonly columns: readonly Column[];
}

interface Column {
  readonly kind: "uid" | "gid";
  /** Its place among the words of a row: from 0, or from the end, -1 being the last. */
  readonly place: number;
}

/** The table that a line of headings begins, as of `ps`, `top`, `lsns` and `lsof`; `undefined` for any other line. */
export function tableOf(line: string): Table | undefined {
  const names = wordsOf(line, 0, MAX_COLUMNS + 1).map(({ text }) => text);
  if (names.length > MAX_COLUMNS || !names.every((name) => HEADING.test(name))) return undefined;
  const columns = names.flatMap((name, i): readonly Column[] => {
    const kind = kindOf(name);
    const place = placeOf(names, i);
    return kind === undefined || place === undefined ? [] : [{ kind, place }];
  });
  return columns.length === 0 ? undefined : { width: names.length, columns };
}

/** The IDs of a row; `undefined` where the line is none. */
export function rowIds(line: string, { width, columns }: Table): readonly NamedId[] | undefined {
  const words = wordsOf(line);
  if (words.length < width) return undefined;
  const ids: NamedId[] = [];
  for (const { kind, place } of columns) {
    const word = words.at(place);
    if (word === undefined || !CELL.test(word.text)) return undefined;
    ids.push(...idsOf(word, kind));
  }
  return ids;
}

/** `ps` has some 150 columns to choose from. */
const MAX_COLUMNS = 200;
const HEADING = /^[A-Z%#][A-Z0-9%_:+./()-]*$/;
/** IDs, perhaps several or cut; a name, perhaps cut; or a dash for none. */
const CELL = /^(?:\d[\d,]*\+?|[a-z_][\w.-]*[$+]?|-)$/;

/** ps(1), standard format specifiers: where a user or group has no name, the ID stands in its place. */
function kindOf(heading: string): Column["kind"] | undefined {
  if (/^(?:E|F|FS|R|S|SV)?(?:UID|USER)$/.test(heading)) return "uid";
  return /^(?:(?:E|F|FS|R|S|SV)?(?:GID|GROUP)|SUPGID)$/.test(heading) ? "gid" : undefined;
}

/** Counted from the side on which every column is one word; `undefined` where neither is one. */
function placeOf(names: readonly string[], at: number): number | undefined {
  const isWords = (name: string): boolean => WORDS.includes(name) && !names.includes("FD");
  if (!names.slice(0, at).some(isWords)) return at;
  return names.slice(at).some(isWords) ? undefined : at - names.length;
}

/** Commands, dates and labels may have spaces in them; `lsof`, which has a column FD, writes those of commands otherwise. */
const WORDS: readonly string[] = ["CMD", "COMMAND", "ARGS", "STARTED", "LABEL", "EXE", "CGROUP", "NAME"];

function idsOf({ at, text }: Word, kind: Column["kind"]): readonly NamedId[] {
  if (!/^\d/.test(text)) return [];
  if (text.endsWith("+") && text.includes(",")) return [];
  return Array.from(text.matchAll(/\d+\+?/g), ({ index, 0: id }) => ({ at: at + index, text: id, kind }));
}
