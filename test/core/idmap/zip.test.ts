import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContainerId, HostId } from "../../../src/core/id/id.ts";
import { zip } from "../../../src/core/idmap/zip.ts";
import { endOf } from "../../../src/core/range/range.ts";
import { type RangeSet, rangeSet } from "../../../src/core/range/range-set.ts";
import { prop } from "../../support/prop.ts";
import { idMap } from "./arbitraries.ts";

describe("zip", () => {
  it.each<[string, Pair[], Pair[], [number, number, number][]]>([
    ["nothing and nothing", [], [], []],
    ["hosts and no containers", [[100, 200]], [], []],
    ["containers and no hosts", [], [[0, 10]], []],
    ["equal sizes", [[100, 110]], [[0, 10]], [[0, 100, 10]]],
    ["more hosts", [[100, 200]], [[0, 10]], [[0, 100, 10]]],
    ["more containers", [[100, 105]], [[0, 10]], [[0, 100, 5]]],
    [
      "hosts in two pieces",
      [
        [100, 104],
        [200, 300],
      ],
      [[0, 10]],
      [
        [0, 100, 4],
        [4, 200, 6],
      ],
    ],
    [
      "containers in two pieces",
      [[100, 200]],
      [
        [0, 4],
        [10, 16],
      ],
      [
        [0, 100, 4],
        [10, 104, 6],
      ],
    ],
    [
      "pieces that end together",
      [
        [100, 104],
        [200, 300],
      ],
      [
        [0, 4],
        [10, 16],
      ],
      [
        [0, 100, 4],
        [10, 200, 6],
      ],
    ],
    [
      "pieces that interleave",
      [
        [100, 104],
        [200, 207],
      ],
      [
        [0, 6],
        [10, 16],
      ],
      [
        [0, 100, 4],
        [4, 200, 2],
        [10, 202, 5],
      ],
    ],
  ])("of %s", (_, hosts, containers, expected) => {
    expect(zip(toSet<HostId>(hosts), toSet<ContainerId>(containers))).toEqual(
      expected.map(([containerId, hostId, size]) => ({ containerId, hostId, size })),
    );
  });

  prop("pairs the n-th host ID with the n-th container ID", [pieces(), pieces()], (hosts, containers) => {
    const mappings = zip(toSet<HostId>(hosts), toSet<ContainerId>(containers));
    const hostIds = idsOf(toSet(hosts));
    const pairs = mappings.flatMap(({ containerId, hostId, size }) =>
      Array.from({ length: size }, (_, i) => [containerId + i, hostId + i]),
    );
    const containerIds = idsOf(toSet(containers));
    const count = Math.min(hostIds.length, containerIds.length);
    expect(pairs).toEqual(containerIds.slice(0, count).map((id, i) => [id, hostIds[i]]));
    expect(idMap(mappings).mappings).toEqual(mappings);
  });
});

type Pair = [number, number];

function pieces(): fc.Arbitrary<Pair[]> {
  const piece = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }));
  return fc.array(
    piece.map(([start, size]): Pair => [start, start + size]),
    { maxLength: 5 },
  );
}

function toSet<Id extends number>(pairs: readonly Pair[]): RangeSet<Id> {
  return rangeSet<Id>(pairs.map(([start, end]) => ({ start: start as Id, size: end - start })));
}

function idsOf(set: RangeSet): number[] {
  return set.flatMap((range) => {
    const ids: number[] = [];
    for (let id: number = range.start; id < endOf(range); id++) ids.push(id);
    return ids;
  });
}
