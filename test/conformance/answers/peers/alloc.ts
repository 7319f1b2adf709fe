import { byIndex } from "../../../../src/core/allocate/strategies/by-index.ts";
import { hashProbe } from "../../../../src/core/allocate/strategies/hash-probe.ts";
import {
  type Allocations,
  allocate,
  autoSize,
  type ContainerId,
  createPool,
  emptyAllocations,
  endOf,
  fragments,
  type IdMapping,
  imageSize,
  ownerOf,
  type Pool,
  type RangeSet,
  randomScan,
  rangeSet,
  release,
  restore,
  sizeOf,
  subtract,
  take,
  unwrap,
  zip,
} from "../../../../src/index.ts";
import { asArray, asFields, asInteger, type Fields, field } from "../../fields.ts";
import { type Answer, gives, type Operations, refuses } from "./answer.ts";
import { integer, mappings, set, shown, text } from "./input.ts";

/** The allocators of peers, answered by the strategy that does as they do. */
export const allocOperations: Operations = {
  "alloc.storageAuto": (input) => {
    const [uids, gids] = [storageMap(input, "Uids"), storageMap(input, "Gids")];
    return uids === undefined || gids === undefined ? refuses() : gives({ uids, gids });
  },
  "size.fromPasswdGroup": (input) => gives(imageSize({ passwd: text(input, "passwd"), group: text(input, "group") })),
  "size.storageAuto": (input) => {
    const [asked, image] = [integer(input, "explicitSize"), integer(input, "imageMax")];
    const [user, group] = [integer(input, "user"), integer(input, "group")];
    const [min, max] = [integer(input, "minSize"), integer(input, "maxSize")];
    // Zero is the peer's way to say that nobody asks.
    const result = autoSize({ user, group, image, min, max, ...(asked === 0 ? {} : { size: asked }) });
    return result.ok ? gives(result.value) : refuses();
  },
  "alloc.shadowDeterministic": (input) => {
    const [min, max, count] = [integer(input, "min"), integer(input, "max"), integer(input, "count")];
    const index = integer(input, "uid") - integer(input, "uidMin");
    // The peer's slots start at any ID, the library's at a multiple of their size.
    const pool = poolOf(count, Math.floor((max + 1 - min) / count) * count, count);
    const result = allocate(
      emptyAllocations(
        pool,
        byIndex(() => index),
      ),
      "user",
    );
    if (!result.ok) return refuses();
    const start = min + result.value.range.start - pool.start;
    return gives([start, start + result.value.range.size]);
  },
  "alloc.nspawnPick": (input) => {
    const pool = poolOf(NSPAWN_START, NSPAWN_SIZE, 65536);
    const result = allocate(emptyAllocations(pool, hashProbe({ seed: 1, faithful: true })), text(input, "name"));
    return result.ok ? gives(result.value.range.start) : refuses();
  },
  "alloc.nomadPool": (input) => {
    const bounds = asFields(field(input, "pool", "input"), "input.pool");
    const min = asInteger(bounds["min"], "input.pool.min");
    const pool = poolOf(min, asInteger(bounds["max"], "input.pool.max") + 1 - min, 1);
    return play(emptyAllocations(pool, randomScan({ seed: 1 })), asArray(field(input, "ops", "input"), "input.ops"));
  },
};

/** Where systemd-nspawn looks: `container-uid-base-min` to `container-uid-base-max` of its build. */
const NSPAWN_START = 524288;
const NSPAWN_SIZE = 1878523904;

/** Storage's map of one kind: the lowest IDs that are free, for the container IDs that the additional mappings leave. */
function storageMap(input: Fields, kind: "Uids" | "Gids"): readonly IdMapping[] | undefined {
  const additional = mappings(input, `additional${kind}`);
  const used = [...mappings(input, `used${kind}`), ...additional].map(({ hostId, size }) => ({ start: hostId, size }));
  const free = subtract(set(input, `available${kind}`), rangeSet(used));
  const wanted = subtract(
    rangeSet<ContainerId>([{ start: 0, size: integer(input, "size") }]),
    rangeSet<ContainerId>(additional.map(({ containerId, size }) => ({ start: containerId, size }))),
  );
  const lowest = lowestOf(free, sizeOf(wanted));
  return lowest === undefined ? undefined : shown([...zip(lowest, wanted), ...additional]);
}

/** The most slots of a pool, `SLOT_LIMIT` of the library. */
const MAX_SLOTS = 4194304;

/** By the strategy of fragments, or by what it comes to where single IDs are more than a pool has slots. */
function lowestOf(free: RangeSet, size: number): RangeSet | undefined {
  const last = free.at(-1);
  if (last === undefined) return undefined;
  const whole = { start: 1, size: endOf(last) - 1 };
  if (whole.size > MAX_SLOTS) return take(free, size);
  const pool = poolOf(whole.start, whole.size, 1, subtract(rangeSet([whole]), free));
  const result = allocate(emptyAllocations(pool, fragments()), "container", { size });
  return result.ok ? rangeSet(result.value.ranges) : undefined;
}

/** Does what is listed; what the last step acquired is the answer: one ID as the last, several as a set. */
function play(first: Allocations, ops: readonly unknown[]): Answer {
  let state = first;
  let acquired: number[] = [];
  for (const [index, each] of ops.entries()) {
    const path = `input.ops[${index}]`;
    const [[op = "", value] = []] = Object.entries(asFields(each, path));
    const id = asInteger(value, `${path}.${op}`);
    if (op === "acquire") {
      acquired = [];
      for (let count = 0; count < id; count++) {
        const result = allocate(state, `${index}/${count}`);
        if (!result.ok) return refuses();
        state = result.value.state;
        acquired.push(result.value.range.start);
      }
    } else if (op === "release") {
      const result = release(state, ownerOf(state, id) ?? "nobody");
      if (!result.ok) return refuses();
      state = result.value.state;
    } else {
      // A refusal here leaves the state as it was, as it must.
      const result = restore(state, `restored ${id}`, { start: id, size: 1 });
      if (result.ok) state = result.value.state;
    }
  }
  const [only, ...more] = acquired.sort((a, b) => a - b);
  return gives(more.length === 0 ? { last: only } : { setEquals: acquired });
}

function poolOf(start: number, size: number, idsPerPod: number, exclude?: ReturnType<typeof rangeSet>): Pool {
  return unwrap(createPool({ start, size, idsPerPod, ...(exclude === undefined ? {} : { exclude }) }));
}
