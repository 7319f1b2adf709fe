import { expect, it } from "vitest";
import {
  allocate,
  autoSize,
  byIndex,
  createPool,
  emptyAllocations,
  firstFit,
  fromSnapshot,
  hashPartition,
  hashProbe,
  imageSize,
  quarantine,
  randomScan,
  release,
  reserve,
  restore,
  type Strategy,
  snapshot,
  sticky,
  unwrap,
} from "../../../src/index.ts";
import { misuseOf } from "../../support/misuse-of.ts";

const pool = unwrap(createPool({ start: 20, size: 120, idsPerPod: 10 }));
const state = unwrap(allocate(emptyAllocations(pool, firstFit()), "a")).state;
const ranges = [{ start: 50, size: 10 }];

/** A strategy, and what comes of a pod that it is asked for. */
function asked(strategy: Strategy): unknown {
  const result = allocate(emptyAllocations(pool, strategy), "b", { size: 20 });
  return result.ok ? { ranges: result.value.ranges } : result;
}

it("each edit of what is given is taken or told in the words of the golden file", async () => {
  const inner = { name: "mine", initial: null, propose: () => ({ refuse: "no" }), promises: ["complete"] };
  const text = misuseOf({
    createPool: { args: [{ start: 20, size: 120, idsPerPod: 10, exclude: ranges, aligned: true }], call: createPool },
    allocate: { args: [{ size: 10, now: 1 }], call: (options: never) => allocate(state, "b", options) },
    release: { args: [{ now: 1 }], call: (options: never) => release(state, "a", options) },
    restore: {
      args: [ranges, { now: 1 }],
      call: (given: never, options: never) => restore(state, "b", given, options),
    },
    fromSnapshot: {
      args: [{ adopt: false }],
      call: (options: never) => fromSnapshot(snapshot(state), firstFit(), options),
    },
    "fromSnapshot to adopt": {
      args: [inner],
      call: (strategy: never) => fromSnapshot(snapshot(state), strategy, { adopt: true }),
    },
    emptyAllocations: { args: [inner], call: (strategy: never) => asked(strategy) },
    randomScan: { args: [{ seed: 1 }], call: (options: never) => asked(randomScan(options)) },
    "randomScan with draws": { args: [{ draws: [1, 2] }], call: (options: never) => asked(randomScan(options)) },
    hashProbe: { args: [{ seed: 1, faithful: false }], call: (options: never) => asked(hashProbe(options)) },
    hashPartition: { args: [{ seed: 1 }], call: (options: never) => asked(hashPartition(options)) },
    quarantine: { args: [{ ticks: 3 }], call: (options: never) => asked(quarantine(firstFit(), options)) },
    "quarantine by pods": {
      args: [{ allocations: 3 }],
      call: (options: never) => asked(quarantine(firstFit(), options)),
    },
    sticky: { args: [{ pods: 3 }], call: (options: never) => asked(sticky(firstFit(), options)) },
    "quarantine of": { args: [inner], call: (strategy: never) => asked(quarantine(strategy, { ticks: 1 })) },
    "sticky of": { args: [inner], call: (strategy: never) => asked(sticky(strategy)) },
    "reserve of": { args: [inner], call: (strategy: never) => asked(reserve(strategy, 1)) },
    autoSize: { args: [{ size: 1, user: 2, group: 3, image: 4, min: 5, max: 6 }], call: autoSize },
    imageSize: { args: [{ passwd: "a:x:5:6", group: "b:x:7" }], call: imageSize },
  });
  await expect(text).toMatchFileSnapshot("golden/misuse.golden.txt");
});

it("what a strategy or a wrapper is made with is told by its name", async () => {
  const makers: Readonly<Record<string, (given: never) => unknown>> = {
    randomScan,
    hashProbe,
    hashPartition,
    byIndex,
    quarantine: (options) => quarantine(firstFit(), options),
    sticky: (options) => sticky(firstFit(), options),
    reserve: (slots) => reserve(firstFit(), slots),
    "reserve around": (strategy) => reserve(strategy, 1),
  };
  const odd = [undefined, null, true, -1, 0, 1.5, 4194304, 4194305, 2 ** 53, "x", [], {}];
  const lines = Object.entries(makers).flatMap(([name, make]) =>
    odd.map((given) => {
      try {
        return `${name} ${JSON.stringify(given)}: ${(make(given as never) as Strategy).name}`;
      } catch (error) {
        return `${name} ${JSON.stringify(given)}: ${(error as Error).name}: ${(error as Error).message}`;
      }
    }),
  );
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/makers.golden.txt");
});
