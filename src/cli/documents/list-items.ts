import { jsonOverLimit } from "./json-limits.ts";
import { endOfValue, pastSpace } from "./json-text.ts";
import { MAX_DEPTH, MAX_VALUES, type TextFlaw } from "./yaml/limits.ts";

/** What becomes of each item of a list, and how much of it all together is kept. */
export interface ItemReading {
  /** Gives what is needed of an item, and how many values that is. */
  keep(item: unknown): { readonly kept: unknown; readonly values: number };
  /** How many values are kept of all items. */
  readonly maxValues: number;
  readonly maxItems: number;
  /** What to do about more. */
  readonly advice: string;
  /** Is called now and then, so that signals are handled. */
  breathe(): Promise<void>;
}

/**
 * Reads a JSON object with a list of `items`, one item after another, so that never the whole of it is in memory.
 *
 * It only finds where items end, by their brackets and quotes; whether they are JSON is told by the parser that comes with
 * the engine, which is ten times faster than one that takes a text character by character.
 *
 * @returns the object, a flaw, or `undefined` where the text is something else: several documents, no list, no JSON
 */
export async function readItems(
  text: string,
  { keep, maxValues, maxItems, advice, breathe }: ItemReading,
): Promise<{ readonly value: object } | TextFlaw | undefined> {
  const list = startOfItems(text);
  if (list === undefined) return undefined;
  const items: unknown[] = [];
  let values = 0;
  let at = pastSpace(text, list + 1);
  try {
    while (text.charCodeAt(at) !== CLOSE_BRACKET) {
      const end = endOfItem(text, at);
      const flaw = end === undefined || end - at > MAX_VALUES ? jsonOverLimit(text.slice(at, end)) : undefined;
      if (flaw !== undefined) return { ...flaw, offset: flaw.offset + at };
      if (end === undefined) return undefined;
      const read = keep(JSON.parse(text.slice(at, end)));
      items.push(read.kept);
      values += read.values;
      if (values > maxValues) return { flaw: `more than ${maxValues} values that matter; ${advice}`, offset: at };
      if (items.length > maxItems) return { flaw: `more than ${maxItems} items; ${advice}`, offset: at };
      if (items.length % ITEMS_IN_A_BREATH === 0) await breathe();
      at = pastSpace(text, end);
      if (text.charCodeAt(at) === CLOSE_BRACKET) break;
      if (text.charCodeAt(at) !== COMMA) return undefined;
      at = pastSpace(text, at + 1);
      if (text.charCodeAt(at) === CLOSE_BRACKET) return undefined;
    }
    const around: unknown = JSON.parse(text.slice(0, list + 1) + text.slice(at));
    return { value: { ...(around as object), items } };
  } catch {
    return undefined;
  }
}

const ITEMS_IN_A_BREATH = 1000;

/** Where the list of a top-level field `items` begins; `undefined` where there is none, or a second one. */
function startOfItems(text: string): number | undefined {
  let at = pastSpace(text, 0);
  if (text.charAt(at) !== "{") return undefined;
  let found: number | undefined;
  at = pastSpace(text, at + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = endOfString(text, at + 1);
    const value = pastSpace(text, pastSpace(text, keyEnd) + 1);
    if (text.slice(at, keyEnd) === '"items"') {
      if (found !== undefined || text.charAt(value) !== "[") return undefined;
      found = value;
    }
    const end = endOfItem(text, value);
    if (end === undefined) return found;
    at = pastSpace(text, pastSpace(text, end) + 1);
  }
  return found;
}

/** Behind a value; `undefined` where it does not end, or is too deep. */
function endOfItem(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else {
      if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
      else if (depth === 0) return endOfValue(text, at);
      at += 1;
    }
    if (depth === 0) return at;
    if (depth > MAX_DEPTH) return undefined;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text.charCodeAt(before - 1) === BACKSLASH && before > start) before -= 1;
    if ((at - before) % 2 === 0) return at + 1;
  }
  return text.length;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
