import { findIds } from "../../core/node/found/find-ids.ts";
import type { FoundId } from "../../core/node/found/found-id.ts";
import { Failure } from "../base/failure.ts";
import { type AskedIds, rangesBehind } from "./asked-ids.ts";
import { type Decoded, decode, type Sources } from "./decode.ts";
import { holdersOf } from "./holder-text.ts";
import type { DecodedLine, DecodedPlace, DecodedText } from "./json.ts";

/** A number takes up to a hundred times its length in memory. */
export const MAX_TEXT_BYTES = 4194304;

const MAX_IDS = 20_000;
/** Four pods, which have an ID once as a user's and once as a group's. */
const MAX_MAPPINGS = 8;

/** The IDs of a text, as far as it names them itself, or all numbers that could be some. */
export function decodeText(
  text: string,
  { kind, allNumbers }: { readonly kind: AskedIds["kind"]; readonly allNumbers: boolean },
  sources: Sources,
): Decoded & { readonly text: DecodedText } {
  const found = findIds(text);
  const asked = new Map<string, { readonly at: number; readonly ids: AskedIds }>();
  const askedAt = (each: FoundId): number => {
    const key = keyOf(each, kind);
    const known = asked.get(key) ?? { at: asked.size, ids: askedIds(each, kind) };
    asked.set(key, known);
    return known.at;
  };
  const marks = found.map((each) => ({ ...each, ask: askedAt(each) }));
  const all = decode(
    [...asked.values()].map(({ ids }) => ids),
    sources,
    MAX_MAPPINGS,
  );
  const isPods = ({ ask }: { readonly ask: number }): boolean =>
    all.ids[ask] !== undefined && holdersOf(all.ids[ask]).length > 0;
  // What the text names stays, also where it is the host's; of other numbers only what a pod has.
  const kept = marks.filter((mark) => mark.certain || (allNumbers && isPods(mark)));
  const order = [...new Set(kept.map(({ ask }) => ask))];
  if (order.length > MAX_IDS) throw new Failure(`standard input: more than ${MAX_IDS} different IDs; give less of it`);
  const places = new Map(order.map((ask, id) => [ask, id]));
  const others = allNumbers ? [] : marks.filter((mark) => !mark.certain && isPods(mark));
  return {
    ...all,
    ids: order.flatMap((ask) => all.ids[ask] ?? []),
    text: {
      lines: linesOf(
        text,
        kept.map((mark) => ({ ...mark, id: places.get(mark.ask) ?? 0 })),
      ),
      others: others.length,
    },
  };
}

function keyOf({ id, cut, kind, certain }: FoundId, given: AskedIds["kind"]): string {
  return `${kind ?? (certain ? given : null)} ${id} ${cut}`;
}

/** Of a number that nobody calls an ID, nobody says whose it would be. */
function askedIds({ id, cut, kind, certain }: FoundId, given: AskedIds["kind"]): AskedIds {
  return {
    text: cut ? `${id}+` : String(id),
    kind: kind ?? (certain ? given : null),
    ranges: cut ? rangesBehind(id) : [{ start: id, size: 1 }],
    cut,
  };
}

function linesOf(text: string, marks: readonly (FoundId & { readonly id: number })[]): readonly DecodedLine[] {
  const byLine = new Map<number, DecodedPlace[]>();
  for (const { line, column, length, certain, id } of marks) {
    const places = byLine.get(line) ?? [];
    places.push({ column, length, certain, id });
    byLine.set(line, places);
  }
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((content, i) => ({ line: i + 1, text: content.replace(/\r$/, ""), places: byLine.get(i + 1) ?? [] }));
}
