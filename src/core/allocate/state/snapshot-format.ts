import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";
import { copyPlain, NotPlainData } from "../../shape/plain-data.ts";
import { placeRanges } from "../strategy/place.ts";
import type { Core } from "./slot-owners.ts";

/** The first line of every snapshot: what it is, and which version of the form. */
export const SNAPSHOT_SCHEMA = "userns-sim/allocations/1";

/** A state as plain data that JSON carries without loss. */
export interface AllocationsSnapshot {
  /** What it is: `"userns-sim/allocations/1"`. */
  readonly schema: typeof SNAPSHOT_SCHEMA;
  /** What the pool was made from. */
  readonly pool: PoolSnapshot;
  /** The name of the strategy. */
  readonly strategy: string;
  /** What the strategy remembers: plain data. */
  readonly memory: unknown;
  /** The pods that have ranges, in the order of their lowest slots. */
  readonly pods: readonly PodSnapshot[];
}

/** A pod as plain data. */
export interface PodSnapshot {
  /** The UID of the pod. */
  readonly podUid: string;
  /** The pod's host IDs: one range or several. */
  readonly ranges: readonly IdRange<HostId>[];
}

/** A pool as plain data: the options that make it. */
export interface PoolSnapshot {
  /** The first host ID. */
  readonly start: HostId;
  /** How many host IDs there are. */
  readonly size: number;
  /** How many host IDs a pod gets. */
  readonly idsPerPod: number;
  /** Host IDs that no pod may get, sorted and disjoint. */
  readonly exclude: readonly IdRange<HostId>[];
  /** `false` for a pool that does not start and end at multiples of `idsPerPod`; left out for any other. */
  readonly aligned?: false;
}

/** Writes a state down. */
export function describeAllocations(core: Core, memory: unknown): AllocationsSnapshot {
  const { pool, strategyName } = core.setup;
  const { start, size, idsPerPod, aligned } = pool;
  const exclude = pool.exclude.map((range) => ({ start: range.start, size: range.size }));
  const pods: PodSnapshot[] = [];
  core.forEachPod((podUid, place) => {
    pods.push({ podUid, ranges: placeRanges(pool, place) });
  });
  return {
    schema: SNAPSHOT_SCHEMA,
    pool: { start, size, idsPerPod, exclude, ...(aligned === undefined ? {} : { aligned }) },
    strategy: strategyName,
    memory: copyMemory(strategyName, memory),
    pods,
  };
}

/**
 * Writes a state in one text, the same for the same pool, strategy, memory and ranges, and for these only. Memory that is
 * no plain data is left out.
 */
export function tellAllocations(core: Core, memory: unknown): string {
  let told: AllocationsSnapshot;
  try {
    told = describeAllocations(core, memory);
  } catch {
    told = { ...describeAllocations(core, null), memory: undefined };
  }
  return JSON.stringify(told, (_, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? withSortedKeys(value) : value,
  );
}

function withSortedKeys(value: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, value[key]]),
  );
}

function copyMemory(strategyName: string, memory: unknown): unknown {
  try {
    return copyPlain(memory, "memory");
  } catch (cause) {
    const where = cause instanceof NotPlainData ? cause.path : "memory";
    throw new TypeError(
      `snapshot: expected the memory of strategy ${strategyName} to be plain data, got something else at ${where}`,
      {
        cause,
      },
    );
  }
}
