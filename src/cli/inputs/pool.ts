import { capacity, createPool, type Pool } from "../../core/allocate/pool/pool.ts";
import { explain } from "../../core/explain/main.ts";
import { parseSubid, type SubordinateIds } from "../../core/forms/linux/subid.ts";
import { NO_ID } from "../../core/id/id.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { decimal } from "../base/numbers.ts";
import { count } from "../base/words.ts";
import { fileName, readText } from "../documents/input.ts";
import { expectOwner } from "../options/expect-owner.ts";
import type { PoolOptions } from "../options/pool-options.ts";

/** The host IDs that pods may get: `[start, start + size)`, cut into slots. */
export interface PoolFacts {
  /** Where the pool comes from: the default, `--pool`, the files of subordinate IDs, or all IDs but those of the lowest slots, as a kubelet before 1.30 has them. */
  readonly source: PoolSource | "whole";
  readonly start: number;
  readonly size: number;
  readonly idsPerPod: number;
  /** How many slots can be handed out. */
  readonly slots: number;
  /** Whether it starts and ends at multiples of `idsPerPod`; if not, no range is promised to. */
  readonly aligned: boolean;
  /** How many IDs there are behind the last whole slot, which no pod gets. */
  readonly rest: number;
}

/** Where the options say that a pool comes from. */
export type PoolSource = "default" | "option" | "subuid";

export interface ChosenPool {
  readonly pool: Pool;
  readonly source: PoolSource;
}

export async function choosePool(io: Io, options: PoolOptions): Promise<ChosenPool> {
  const { pool, idsPerPod } = options;
  if (pool !== undefined) {
    const [start, size, ...rest] = pool.split(":").map(decimal);
    if (start === undefined || size === undefined || rest.length > 0)
      throw new Failure(`--pool: expected START:SIZE, for example 65536:7208960, found ${pool}`);
    return { pool: makePool("--pool", start, size, idsPerPod), source: "option" };
  }
  const entry = await readEntry(io, options);
  if (entry !== undefined)
    return { pool: makePool(entry.where, entry.start, entry.count, idsPerPod), source: "subuid" };
  if (idsPerPod < 1024 || idsPerPod > 2147483647)
    throw new Failure(`--ids-per-pod: a pod of ${count(idsPerPod, "ID")} needs --pool or --subuid`);
  const start = lowestStart(idsPerPod);
  const size = NO_ID - start - ((NO_ID - start) % idsPerPod);
  return { pool: makePool("--ids-per-pod", start, size, idsPerPod), source: "default" };
}

/** Behind the host's own users and a whole number of slots, as a kubelet leaves the first one out. */
export function lowestStart(idsPerPod: number): number {
  return Math.ceil(HOST_USERS / idsPerPod) * idsPerPod;
}

/** IDs below are the host's own users by convention: of 16 bits, as user IDs once were. */
export const HOST_USERS = 65536;

export function poolFacts(pool: Pool, source: PoolSource): PoolFacts & { readonly source: PoolSource } {
  const { start, size, idsPerPod, aligned = true } = pool;
  return { source, start, size, idsPerPod, slots: capacity(pool), aligned, rest: size % idsPerPod };
}

interface Entry extends SubordinateIds {
  /** The name of the file, for messages. */
  readonly where: string;
}

/** Pods have one range for users and groups, so an account needs the same IDs in both files. */
async function readEntry(io: Io, { subuid, subgid, subuidUser: user }: PoolOptions): Promise<Entry | undefined> {
  expectOwner("--subuid-user", user);
  const uids = subuid === undefined ? undefined : await entryIn(io, subuid, user);
  const gids = subgid === undefined ? undefined : await entryIn(io, subgid, user);
  if (uids !== undefined && gids !== undefined && lineOf(uids) !== lineOf(gids))
    throw new Failure(
      `${gids.where}: expected ${lineOf(uids)} as in ${uids.where}, found ${lineOf(gids)}; the kubelet refuses entries that differ`,
    );
  return uids ?? gids;
}

async function entryIn(io: Io, path: string, user: string): Promise<Entry> {
  const { entries } = parseSubid(await readText(io, path));
  const [entry, ...more] = entries.filter(({ owner }) => owner === user);
  const where = fileName(path);
  const expected = `${where}: expected one entry of ${user}, found`;
  if (entry === undefined) throw new Failure(`${expected} none; the form is ${user}:65536:7208960`);
  if (more.length > 0) throw new Failure(`${expected} ${more.length + 1}; the kubelet refuses more than one`);
  return { ...entry, where };
}

function lineOf({ owner, start, count }: Entry): string {
  return `${owner}:${start}:${count}`;
}

function makePool(where: string, start: number, size: number, idsPerPod: number): Pool {
  if (Math.max(start, size) > MAX_UINT32) throw new Failure(`${where}: expected numbers from 0 to ${MAX_UINT32}`);
  const made = createPool({ start, size, idsPerPod, aligned: false });
  if (made.ok) return made.value;
  throw new Failure(`${where}: ${explain(made.error)}`);
}

const MAX_UINT32 = 4294967295;

/** Says what is odd about a pool. */
export function poolNotes(pool: Omit<PoolFacts, "source">): readonly string[] {
  return [...(pool.start < HOST_USERS ? [amongUsersNote(pool)] : []), ...(pool.aligned ? [] : [alignmentNote(pool)])];
}

function amongUsersNote({ start }: Omit<PoolFacts, "source">): string {
  return `The pool starts at ${start}, among the host's own users: IDs below ${HOST_USERS} are theirs.`;
}

function alignmentNote({ start, idsPerPod, rest }: Omit<PoolFacts, "source">): string {
  const counted = `Slots are counted from ${start}, so that ranges start at no multiple of ${idsPerPod}.`;
  const left = `${count(rest, "ID")} behind the last whole slot ${rest === 1 ? "is" : "are"} left out.`;
  return [
    "The pool is not aligned, and the kubelet would refuse it.",
    ...(start % idsPerPod === 0 ? [] : [counted]),
    ...(rest === 0 ? [] : [left]),
  ].join(" ");
}
