import type { CredentialRow } from "../core/kernel/support/world.ts";
import type { Case, Group } from "./group.ts";

/** How many simpler cases are asked about at once. */
const WIDTH = 80;

/** The cases that are simpler by one thing, the boldest first. */
export function simpler(group: Group, { creds, input }: Case): readonly Case[] {
  const fewer = creds.flatMap((row, at) =>
    simplerCredentials(row).map((other) => ({ creds: replaced(creds, at, other), input })),
  );
  const less = input.flatMap((column, at) =>
    simplerValues(column).map((other) => ({ creds, input: replaced(input, at, other) })),
  );
  return [...fewer, ...less].flatMap((candidate) => valid(group, candidate)).slice(0, WIDTH);
}

/** What was taken away may have been needed to ask at all. */
function valid(group: Group, { creds, input }: Case): readonly Case[] {
  try {
    const candidate = { creds, input: group.repair?.(input) ?? input };
    group.command(candidate);
    return [candidate];
  } catch {
    return [];
  }
}

function simplerCredentials([
  namespace,
  uids,
  gids,
  groups,
  effective,
  permitted,
  flags,
]: CredentialRow): readonly CredentialRow[] {
  const four = (id: number): CredentialRow[1] => [id, id, id, id];
  const others = (ids: CredentialRow[1]): readonly CredentialRow[1][] =>
    new Set(ids).size > 1 ? [...new Set(ids)].map(four) : ids[0] === 0 ? [] : [four(0)];
  const bits = [...Array(41).keys()].map((bit) => 2 ** bit);
  const lesser = bits.filter((bit) => Math.floor(Number.parseInt(permitted, 16) / bit) % 2 === 1);
  const minus = (set: string, bit: number): string => {
    const value = Number.parseInt(set, 16);
    return (Math.floor(value / bit) % 2 === 1 ? value - bit : value).toString(16);
  };
  const rows: CredentialRow[] = [];
  if (namespace !== 0) rows.push([0, uids, gids, groups, effective, permitted, flags]);
  if (permitted !== "0") rows.push([namespace, uids, gids, groups, "0", "0", flags]);
  if (effective !== permitted) rows.push([namespace, uids, gids, groups, permitted, permitted, flags]);
  if (groups.length > 0) rows.push([namespace, uids, gids, [], effective, permitted, flags]);
  if (flags !== "") rows.push([namespace, uids, gids, groups, effective, permitted, ""]);
  for (const ids of others(uids)) rows.push([namespace, ids, gids, groups, effective, permitted, flags]);
  for (const ids of others(gids)) rows.push([namespace, uids, ids, groups, effective, permitted, flags]);
  for (const bit of lesser)
    rows.push([namespace, uids, gids, groups, minus(effective, bit), minus(permitted, bit), flags]);
  return rows;
}

/** Smaller numbers, shorter lists and texts, nothing instead of something; what they mean is the group's business. */
function simplerValues(value: unknown): readonly unknown[] {
  if (typeof value === "number") return [...new Set([0, 1, Math.floor(value / 2)])].filter((less) => less < value);
  if (typeof value === "string") {
    const lines = value.split("\n");
    return lines.length > 1 ? lines.map((_line, at) => shortened(lines, at).join("\n")) : [];
  }
  if (!Array.isArray(value)) return [];
  const list: readonly unknown[] = value;
  // A list has entries, or many numbers; a row has all its columns.
  const isList = list.every(isEntry) || (list.length > 3 && list.every(isNumber));
  const shorter = isList ? list.map((_one, at) => shortened(list, at)) : [];
  const less = list.flatMap((one, at) => simplerValues(one).map((other) => replaced(list, at, other)));
  return [null, ...shorter, ...less];
}

function isEntry(value: unknown): boolean {
  return Array.isArray(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

function replaced<T>(list: readonly T[], at: number, other: T): readonly T[] {
  return list.map((one, index) => (index === at ? other : one));
}

function shortened<T>(list: readonly T[], at: number): readonly T[] {
  return list.filter((_one, index) => index !== at);
}
