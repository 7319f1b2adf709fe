import type { PlayModelWords } from "../../../words/play-model.en.ts";
import { inBoth } from "../in-both.ts";
import type { Fault } from "../shown.ts";

/** Reads a value at a place, or says there what would be right and gives nothing. */
export type Read<Value> = (value: unknown, at: Place) => Value | undefined;

export interface Place {
  readonly within: (step: string | number) => Place;
  /** A field of what stands here; `undefined` where it has none of its own. */
  readonly field: (value: unknown, name: string) => unknown;
  readonly refuse: (says: (words: PlayModelWords) => string) => undefined;
}

/** Reads a value as a whole: what it is, and all that is wrong with it, within reason. */
export function reading<Value>(
  value: unknown,
  read: Read<Value>,
): { readonly value: Value | undefined; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const placeAt = (place: string): Place => ({
    within: (step) =>
      placeAt(typeof step === "number" ? `${place}[${step}]` : place === "" ? step : `${place}.${step}`),
    field: (of, name) => (isObject(of) && Object.hasOwn(of, name) ? of[name] : undefined),
    refuse: (says) => {
      if (faults.length < MAX_FAULTS) faults.push({ place, says: inBoth(says) });
      return undefined;
    },
  });
  const top = placeAt("");
  try {
    return { value: read(value, top), faults };
  } catch {
    // What came of JSON has no getters; anything else may throw from them.
    return { value: top.refuse((words) => words.expected(words.object)), faults };
  }
}

/** Nobody reads more of them at a time. */
export const MAX_FAULTS = 20;

export type Fields<Value> = { readonly [Name in keyof Value]-?: Read<Value[Name]> };

/**
 * An object of these fields and no others.
 *
 * @param defaults - what counts where a field is left out; one without is needed
 * @param optional - fields that may be missing, and then are
 */
export function fields<Value extends object>(
  of: Fields<Value>,
  defaults: Partial<Value>,
  optional: readonly string[] = [],
): Read<Value> {
  const names = Object.keys(of) as (keyof Value & string)[];
  return (value, at) => {
    if (!isObject(value)) return at.refuse((words) => words.expected(words.object));
    let isRight = true;
    for (const name of Object.keys(value)) {
      if (names.some((known) => known === name)) continue;
      isRight = false;
      at.within(shown(name)).refuse((words) => words.unknownField(names.join(", ")));
    }
    const read = names.flatMap((name): readonly (readonly [string, unknown])[] => {
      if (!Object.hasOwn(value, name)) {
        if (Object.hasOwn(defaults, name)) return [[name, defaults[name]]];
        if (optional.includes(name)) return [];
      }
      const found = of[name](at.field(value, name), at.within(name));
      if (found === undefined) isRight = false;
      return [[name, found]];
    });
    return isRight ? (Object.fromEntries(read) as Value) : undefined;
  };
}

export function list<Item>(of: Read<Item>, limit: number): Read<readonly Item[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return at.refuse((words) => words.expected(words.list));
    if (value.length > limit) return at.refuse((words) => words.expected(words.listOf(limit)));
    const items = Array.from(value, (item: unknown, index) => of(item, at.within(index)));
    return items.some((item) => item === undefined) ? undefined : (items as Item[]);
  };
}

export function text(limit: number): Read<string> {
  return (value, at) =>
    typeof value === "string" && value.length <= limit
      ? value
      : at.refuse((words) => words.expected(words.text(limit)));
}

export function integer(least: number, most: number): Read<number> {
  return (value, at) =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
      ? value + 0
      : at.refuse((words) => words.expected(words.integer(least, most)));
}

export function oneOf<Name extends string | boolean>(names: readonly Name[]): Read<Name> {
  return (value, at) =>
    names.find((name) => name === value) ?? at.refuse((words) => words.expected(words.oneOf(names.join(", "))));
}

export function orNull<Value>(of: Read<Value>): Read<Value | null> {
  return (value, at) => (value === null ? null : of(value, at));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of a foreign name what fits into a line. */
function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
