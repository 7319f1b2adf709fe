import { capacity, createPool, defaultPool, type Pool } from "../../core/allocate/pool/pool.ts";
import { explain } from "../../core/explain/main.ts";
import { parseSubid } from "../../core/forms/subid.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { decimal } from "../base/numbers.ts";
import { printable } from "../base/printable.ts";
import { fileName, readText } from "../documents/input.ts";
import type { PoolOptions } from "../options/pool-options.ts";

/** The host IDs that pods may get: `[start, start + size)`, cut into slots. */
export interface PoolFacts {
  /** Where the pool comes from: the default, `--pool`, `--subuid`, or all IDs, as a kubelet before 1.30 has them. */
  readonly source: PoolSource | "whole";
  readonly start: number;
  readonly size: number;
  readonly idsPerPod: number;
  /** How many slots can be handed out. */
  readonly slots: number;
}

/** Where the options say that a pool comes from. */
export type PoolSource = "default" | "option" | "subuid";

export interface ChosenPool {
  readonly pool: Pool;
  readonly source: PoolSource;
}

export async function choosePool(io: Io, options: PoolOptions): Promise<ChosenPool> {
  const { pool, subuid, idsPerPod } = options;
  if (pool !== undefined) {
    const [start, size, ...rest] = pool.split(":").map(decimal);
    if (start === undefined || size === undefined || rest.length > 0)
      throw new Failure(`--pool: expected START:SIZE, for example 65536:7208960, found ${printable(pool)}`);
    return { pool: makePool("--pool", start, size, idsPerPod), source: "option" };
  }
  if (subuid !== undefined) {
    const { start, count } = await readEntry(io, subuid, options.subuidUser);
    return { pool: makePool(fileName(subuid), start, count, idsPerPod), source: "subuid" };
  }
  if (idsPerPod < 1024) throw new Failure(`--ids-per-pod: a pod of ${idsPerPod} IDs needs --pool or --subuid`);
  return { pool: defaultPool(idsPerPod), source: "default" };
}

export function poolFacts(pool: Pool, source: PoolSource): PoolFacts & { readonly source: PoolSource } {
  return { source, start: pool.start, size: pool.size, idsPerPod: pool.idsPerPod, slots: capacity(pool) };
}

async function readEntry(
  io: Io,
  path: string,
  user: string,
): Promise<{ readonly start: number; readonly count: number }> {
  const { entries } = parseSubid(await readText(io, path));
  const [entry, ...more] = entries.filter(({ owner }) => owner === user);
  const where = `${fileName(path)}: expected one entry of ${printable(user)}, found`;
  if (entry === undefined) throw new Failure(`${where} none; the form is ${printable(user)}:65536:7208960`);
  if (more.length > 0) throw new Failure(`${where} ${more.length + 1}; the kubelet refuses more than one`);
  return entry;
}

function makePool(where: string, start: number, size: number, idsPerPod: number): Pool {
  if (Math.max(start, size) > MAX_UINT32) throw new Failure(`${where}: expected numbers from 0 to ${MAX_UINT32}`);
  const made = createPool({ start, size, idsPerPod });
  if (made.ok) return made.value;
  throw new Failure(`${where}: ${explain(made.error)}`);
}

const MAX_UINT32 = 4294967295;
