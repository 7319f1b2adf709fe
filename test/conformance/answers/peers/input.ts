import {
  type ContainerId,
  type HostId,
  type IdMapping,
  type IdRange,
  type RangeSet,
  rangeSet,
} from "../../../../src/index.ts";
import { asArray, asFields, asInteger, asText, asTuple, type Fields, field } from "../../fields.ts";

// The value shapes of the page, read from an operation's input. Peers hold empty and reversed ranges, which the
// library's ranges cannot be; they contain nothing and are dropped here.

/** A range or a mapping that is not empty begins below 0, where a peer's integers may and the library's IDs cannot be. */
export class BelowZero extends Error {}

/** Reads an integer of the input. */
export function integer(input: Fields, name: string): number {
  return asInteger(field(input, name, "input"), `input.${name}`);
}

/** Reads a text of the input. */
export function text(input: Fields, name: string): string {
  return asText(field(input, name, "input"), `input.${name}`);
}

/** Reads half-open pairs `[start, end)`, in the order given; null is a peer's nil and holds none. */
export function ranges(input: Fields, name: string): readonly IdRange[] {
  const value = field(input, name, "input");
  if (value === null) return [];
  const found: IdRange[] = [];
  for (const [index, pair] of asArray(value, `input.${name}`).entries()) {
    const path = `input.${name}[${index}]`;
    const [first, last] = asTuple(pair, path, 2);
    const start = asInteger(first, path);
    const end = asInteger(last, path);
    if (start >= end) continue;
    if (start < 0) throw new BelowZero();
    found.push({ start, size: end - start });
  }
  return found;
}

/** Reads the same as a set. */
export function set<Id extends number = HostId>(input: Fields, name: string): RangeSet<Id> {
  return rangeSet(ranges(input, name) as readonly IdRange<Id>[]);
}

/** Shows ranges the way the page does. */
export function pairs(some: Iterable<IdRange<number>>): readonly (readonly [number, number])[] {
  return Array.from(some, ({ start, size }) => [start, start + size] as const);
}

/** Reads a map in the order given; of a map whose mappings have a kind, only those of one kind. */
export function mappings(input: Fields, name: string, kind?: "uid" | "gid"): readonly IdMapping[] {
  const value = field(input, name, "input");
  if (value === null) return [];
  const found: IdMapping[] = [];
  for (const [index, each] of asArray(value, `input.${name}`).entries()) {
    const path = `input.${name}[${index}]`;
    const fields = asFields(each, path);
    const read = (key: string): number => asInteger(field(fields, key, path), `${path}.${key}`);
    const size = read("size");
    const mapping = { containerId: read("containerId") as ContainerId, hostId: read("hostId") as HostId, size };
    const ofKind = kind === undefined || !("kind" in fields) || fields["kind"] === "both" || fields["kind"] === kind;
    if (size <= 0 || !ofKind) continue;
    if (mapping.containerId < 0 || mapping.hostId < 0) throw new BelowZero();
    found.push(mapping);
  }
  return found;
}

/** Shows mappings the way the page does: these three fields and no others. */
export function shown(some: readonly IdMapping[]): readonly IdMapping[] {
  return some.map(({ containerId, hostId, size }) => ({ containerId, hostId, size }));
}

/** Reads entries of a subordinate ID file: `{owner, start, size}`. */
export function entries(input: Fields, name: string): readonly { owner: string; start: number; size: number }[] {
  return asArray(field(input, name, "input"), `input.${name}`).map((each, index) => {
    const path = `input.${name}[${index}]`;
    const fields = asFields(each, path);
    return {
      owner: asText(field(fields, "owner", path), `${path}.owner`),
      start: asInteger(field(fields, "start", path), `${path}.start`),
      size: asInteger(field(fields, "size", path), `${path}.size`),
    };
  });
}
