import { describe, expectTypeOf, it } from "vitest";
import type { ContainerId, HostId } from "../../../src/core/id/id.ts";
import { clip, union } from "../../../src/core/range/algebra.ts";
import { take } from "../../../src/core/range/cut.ts";
import { firstGap } from "../../../src/core/range/first-gap.ts";
import { contains, nextLower } from "../../../src/core/range/queries.ts";
import { type IdRange, rangeContains, rangesOverlap } from "../../../src/core/range/range.ts";
import { type RangeSet, rangeSet } from "../../../src/core/range/range-set.ts";

declare const hostIdValue: HostId;
declare const containerIdValue: ContainerId;
declare const hostRange: IdRange<HostId>;
declare const containerRange: IdRange<ContainerId>;
declare const hosts: RangeSet;
declare const containers: RangeSet<ContainerId>;

describe("IdRange", () => {
  it("is of host IDs unless said otherwise", () => {
    expectTypeOf<IdRange>().toEqualTypeOf<IdRange<HostId>>();
    expectTypeOf<RangeSet>().toEqualTypeOf<RangeSet<HostId>>();
  });

  it("is read-only", () => {
    // @ts-expect-error ranges are never changed
    hostRange.size = 1;
    // @ts-expect-error neither are the ranges of a set
    hosts[0] = hostRange;
    expectTypeOf(hosts).not.toHaveProperty("push");
  });

  it("does not mix the sides of a map", () => {
    rangeContains(hostRange, hostIdValue);
    rangeContains({ start: 0, size: 10 }, 5);
    // @ts-expect-error a container ID is in no host range
    rangeContains(hostRange, containerIdValue);
    // @ts-expect-error a host range and a container range have no ID in common
    rangesOverlap(hostRange, containerRange);
  });
});

describe("rangeSet", () => {
  it("makes sets of host IDs from literals, and of container IDs where those are wanted", () => {
    expectTypeOf(rangeSet([{ start: 0, size: 10 }])).toEqualTypeOf<RangeSet<HostId>>();
    expectTypeOf(rangeSet([hostRange])).toEqualTypeOf<RangeSet<HostId>>();
    expectTypeOf(rangeSet<ContainerId>([containerRange])).toEqualTypeOf<RangeSet<ContainerId>>();
    const wanted: RangeSet<ContainerId> = rangeSet([{ start: 0, size: 10 }]);
    expectTypeOf(wanted).toEqualTypeOf<RangeSet<ContainerId>>();
    // @ts-expect-error a container range does not make a set of host IDs
    rangeSet<HostId>([containerRange]);
  });

  it("is the only way to a set: a plain array is none", () => {
    expectTypeOf<IdRange[]>().not.toExtend<RangeSet>();
    // @ts-expect-error its ranges might overlap
    union(hosts, [hostRange]);
    // @ts-expect-error not even an empty one
    contains([], 0);
  });
});

describe("operations on sets", () => {
  it("keep the side", () => {
    expectTypeOf(union(containers, containers)).toEqualTypeOf<RangeSet<ContainerId>>();
    expectTypeOf(take(hosts, 1)).toEqualTypeOf<RangeSet<HostId> | undefined>();
    expectTypeOf(nextLower(containers, 5)).toEqualTypeOf<ContainerId | undefined>();
    expectTypeOf(firstGap(hosts, hostRange, 1)).toEqualTypeOf<HostId | undefined>();
  });

  it("do not mix the sides", () => {
    // @ts-expect-error sets of different sides
    union(hosts, containers);
    // @ts-expect-error a container ID in a set of host IDs
    contains(hosts, containerIdValue);
    // @ts-expect-error a container range in a set of host IDs
    clip(hosts, containerRange);
    // @ts-expect-error a container range to search for host IDs
    firstGap(hosts, containerRange, 1);
  });
});
