import { faint, type Line, lineOf, pod, type Text } from "../base/line.ts";
import { count, listed } from "../base/words.ts";
import { labelled, lengthOf, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import { type Holder, holdersOf, holderText, isOwnId } from "./holder-text.ts";
import type { DecodedId, DecodedLine, DecodedText } from "./json.ts";

/**
 * The text as it was, the IDs of pods marked, and below each line whose they are. Its lines have numbers before them, and what
 * the command says has none, so that no text can speak for it.
 */
export function renderText({ lines }: DecodedText, ids: readonly DecodedId[], { width }: Style): readonly Line[] {
  const digits = String(lines.length).length;
  const indent = digits + INDENT;
  return lines.flatMap((line) => {
    const told = new Map(line.places.filter(({ id }) => isPods(ids[id])).map(({ id, certain }) => [id, certain]));
    const owners = [...told].flatMap(([id, certain]) => ownersText(ids[id], certain));
    return [
      [...faint(String(line.line).padStart(digits)), { text: "  " }, ...marked(line, ids)],
      ...labelled(
        owners.map((text) => ["", text] as const),
        indent,
        width,
      ),
    ];
  });
}

/** Behind the number of a line. */
const INDENT = 4;

function marked({ text, places }: DecodedLine, ids: readonly DecodedId[]): Line {
  const pieces: Text[] = [];
  let at = 0;
  for (const { column, length } of places.filter(({ id }) => isPods(ids[id]))) {
    pieces.push(text.slice(at, column - 1), pod(text.slice(column - 1, column - 1 + length)));
    at = column - 1 + length;
  }
  return withSpaces([...pieces, text.slice(at)]);
}

/** With spaces in the place of tabs, which would be shown as escapes. */
function withSpaces(pieces: readonly Text[]): Line {
  let column = 0;
  return pieces.flatMap((piece) =>
    lineOf(piece).map((span) => {
      const text = span.text.replace(/\t|[^\t]+/g, (run) => {
        const spelled = run === "\t" ? " ".repeat(TAB - (column % TAB)) : run;
        column += lengthOf(spelled);
        return spelled;
      });
      return { ...span, text };
    }),
  );
}

const TAB = 8;

function isPods(id: DecodedId | undefined): boolean {
  return id !== undefined && holdersOf(id).length > 0;
}

function ownersText(id: DecodedId | undefined, certain: boolean): readonly string[] {
  if (id === undefined) return [];
  const { asked, cut } = id;
  const holders = holdersOf(id);
  if (cut) {
    const names = [...new Set(holders.map(holderText))];
    return [`${asked} begins like IDs of ${listed(names, MAX_NAMED)}`];
  }
  return holders.map((each) => {
    const inside = isOwnId(each) ? "the own ID" : `${word(id, each)} ${each.containerId}`;
    return `${asked} ${certain ? "is" : "could be"} ${inside} of ${holderText(each)}`;
  });
}

const MAX_NAMED = 4;

function word({ kind }: DecodedId, { maps }: Holder): string {
  const one = kind ?? (maps === "uid and gid" ? undefined : maps);
  return one === undefined ? "user or group" : one === "uid" ? "user" : "group";
}

/** How much was found, and what else there may be. */
export function textNotes(
  { lines, others }: DecodedText,
  ids: readonly DecodedId[],
  { width }: Style,
): readonly Line[] {
  const [one, several] = ids.some(({ owners }) => owners.length > 0) ? ["somebody", "known owners"] : ["a pod", "pods"];
  const found = ids.filter((id) => isPods(id)).length;
  const where = lines.filter(({ places }) => places.some(({ id }) => isPods(ids[id]))).length;
  return [
    found === 0 ? `No ID of ${one} is named here.` : `${count(found, "ID")} of ${several} on ${count(where, "line")}.`,
    ...(others === 0
      ? []
      : [
          others === 1
            ? `1 other number could be an ID of ${one}, if an ID at all: --all-numbers shows it.`
            : `${others} other numbers could be IDs of ${several}, if IDs at all: --all-numbers shows them.`,
        ]),
  ].flatMap((line) => wrap(line, width));
}
