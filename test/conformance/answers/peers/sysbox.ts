import {
  type Allocations,
  allocate,
  buddy,
  createPool,
  emptyAllocations,
  firstFit,
  type IdRange,
  type Pool,
  release,
  sharedRange,
  snapshot,
  unwrap,
} from "../../../../src/index.ts";
import { asArray, asFields, asInteger, asText, type Fields, field } from "../../fields.ts";
import { gives, type Operations, refuses } from "./answer.ts";
import { entries, integer, text } from "./input.ts";

/** Sysbox's two allocators: one range for all containers, and a range of its own for each. */
export const sysboxOperations: Operations = {
  "alloc.sysboxShared": (input) => {
    const [common] = commonRanges(input);
    if (common === undefined) return refuses();
    return gives(asArray(field(input, "requests", "input"), "input.requests").map(() => sharedBase(common)));
  },
  "alloc.sysboxBuddy": (input) => {
    const common = commonRanges(input);
    return common.length === 0 ? refuses() : gives(serve(input, common));
  },
  "buddy.new": (input) => {
    const [range, block] = [integer(input, "range"), integer(input, "minBlock")];
    const isBlock = block >= SMALLEST_BLOCK && Number.isInteger(Math.log2(block));
    return isBlock && block <= range && range / block <= MOST_BLOCKS ? gives(null) : refuses();
  },
  // Sizes are rounded up to whole slots by the allocator, and to blocks by the strategy.
  "buddy.roundUp": (input) => {
    const [size, idsPerPod] = [integer(input, "size"), integer(input, "minBlock")];
    if (size === 0) return gives(0);
    const pool = poolOf(idsPerPod, size + idsPerPod - (size % idsPerPod), idsPerPod);
    return gives(unwrap(allocate(emptyAllocations(pool, firstFit()), "container", { size })).range.size);
  },
  "buddy.order": (input) => {
    const slots = Math.ceil(integer(input, "size") / integer(input, "minBlock"));
    const empty = emptyAllocations(poolOf(1, 2 * slots, 1), buddy());
    const { state } = unwrap(allocate(empty, "container", { size: slots }));
    const rests = snapshot(state).memory as readonly { readonly count: number }[];
    return gives(Math.log2(rests.reduce((block, { count }) => block + count, slots)));
  },
  "buddy.nominalRange": (input) => {
    const [range, block] = [integer(input, "range"), integer(input, "minBlock")];
    let state = emptyAllocations(poolOf(block, range - (range % block), block), buddy());
    for (let count = 0; ; count++) {
      const result = allocate(state, `container ${count}`);
      if (!result.ok) return gives(count * block);
      state = result.value.state;
    }
  },
};

/** Limits of Sysbox's `buddyAlloc.New`. */
const SMALLEST_BLOCK = 4096;
const MOST_BLOCKS = 2 ** 32;

/** The user's ranges that the two files have in common, from the lowest on. */
function commonRanges(input: Fields): readonly IdRange[] {
  const user = text(input, "user");
  const gids = entries(input, "subgid");
  return entries(input, "subuid")
    .filter(({ owner, start, size }) => {
      return owner === user && gids.some((gid) => gid.owner === user && gid.start === start && gid.size === size);
    })
    .sort((a, b) => a.start - b.start);
}

/** The peer's tests give ranges that start at 0, where the library allows no pool: the slots are counted elsewhere. */
function sharedBase({ start, size }: IdRange): number | undefined {
  const pool = poolOf(65536, size, 65536);
  const shared = sharedRange(pool);
  return shared === undefined ? undefined : start + shared.start - pool.start;
}

type Served = { readonly base: number } | { readonly error: string };

function serve(input: Fields, common: readonly IdRange[]): readonly Served[] {
  const minBlock = integer(input, "minBlock");
  const places = common.map(({ start, size }) => {
    const pool = poolOf(minBlock, size, minBlock);
    return { offset: start - pool.start, state: emptyAllocations(pool, buddy()) };
  });
  // A container in mode `identity` has the host's own IDs, so there is nothing to allocate; only its name is taken.
  const names = new Set<string>();
  const served: Served[] = [];
  for (const [index, each] of asArray(field(input, "requests", "input"), "input.requests").entries()) {
    const path = `input.requests[${index}]`;
    const request = asFields(each, path);
    if ("release" in request) {
      const name = asText(request["release"], `${path}.release`);
      names.delete(name);
      for (const place of places) place.state = released(place.state, name);
      continue;
    }
    const name = asText(request["id"], `${path}.id`);
    const size = asInteger(request["size"], `${path}.size`);
    const mode = asText(request["mode"] ?? field(input, "mode", "input"), `${path}.mode`);
    if (size === 0 && !names.has(name)) {
      served.push({ error: "invalid-size" });
      continue;
    }
    const base = names.has(name) ? undefined : mode === "identity" ? 0 : exclusive(places, name, size);
    if (base !== undefined) names.add(name);
    served.push(base === undefined ? { error: "exhausted" } : { base });
  }
  return served;
}

function exclusive(
  places: readonly { readonly offset: number; state: Allocations }[],
  name: string,
  size: number,
): number | undefined {
  // No range of 32-bit IDs holds so many, and the library takes no such number for a size.
  if (size >= 2 ** 32) return undefined;
  for (const place of places) {
    const result = allocate(place.state, name, { size });
    if (!result.ok) continue;
    place.state = result.value.state;
    return place.offset + result.value.range.start;
  }
  return undefined;
}

function released(state: Allocations, name: string): Allocations {
  const result = release(state, name);
  return result.ok ? result.value.state : state;
}

function poolOf(start: number, size: number, idsPerPod: number): Pool {
  return unwrap(createPool({ start, size, idsPerPod }));
}
