import { describe, expectTypeOf, it } from "vitest";
import type { ContainerId, HostId } from "../../../src/core/id/id.ts";
import type { ComposeError } from "../../../src/core/idmap/compose.ts";
import { compose } from "../../../src/core/idmap/compose.ts";
import { createIdMap, type IdMap } from "../../../src/core/idmap/id-map.ts";
import type { IdMapError, IdMapping } from "../../../src/core/idmap/id-mapping.ts";
import { podIdMap } from "../../../src/core/idmap/pod-id-map.ts";
import { rangeToContainer, rangeToHost } from "../../../src/core/idmap/ranges.ts";
import { toContainer, toHost, toHostOrOverflow } from "../../../src/core/idmap/translate.ts";
import { zip } from "../../../src/core/idmap/zip.ts";
import type { IdRange } from "../../../src/core/range/range.ts";
import type { RangeSet } from "../../../src/core/range/range-set.ts";
import type { Result } from "../../../src/core/result.ts";

declare const map: IdMap;
declare const host: HostId;
declare const container: ContainerId;
declare const hosts: RangeSet<HostId>;
declare const containers: RangeSet<ContainerId>;

describe("createIdMap", () => {
  it("takes literals and gives a map or a refusal", () => {
    const result = createIdMap([{ containerId: 0, hostId: 65536, size: 65536 }]);
    expectTypeOf(result).toEqualTypeOf<Result<IdMap, IdMapError>>();
  });

  it("does not mix the sides", () => {
    createIdMap([{ containerId: container, hostId: host, size: 1 }]);
    // @ts-expect-error the sides are exchanged
    createIdMap([{ containerId: host, hostId: container, size: 1 }]);
  });

  it("is the only way to a map", () => {
    // @ts-expect-error a plain object has no compiled tables
    const plain: IdMap = { mappings: [], toJSON: () => [] };
    expectTypeOf(plain).toEqualTypeOf<IdMap>();
  });
});

describe("IdMap", () => {
  it("is read-only", () => {
    expectTypeOf(map.mappings).toEqualTypeOf<readonly IdMapping[]>();
    // @ts-expect-error maps are never changed
    map.mappings = [];
    // @ts-expect-error neither are their mappings
    (map.mappings[0] as IdMapping).size = 1;
  });
});

describe("translations", () => {
  it("lead from one side to the other", () => {
    expectTypeOf(toHost(map, 0)).toEqualTypeOf<HostId | undefined>();
    expectTypeOf(toContainer(map, 0)).toEqualTypeOf<ContainerId | undefined>();
    expectTypeOf(toHostOrOverflow(map, container)).toEqualTypeOf<HostId>();
  });

  it("do not take IDs of the wrong side", () => {
    // @ts-expect-error a host ID is no container ID
    toHost(map, host);
    // @ts-expect-error a container ID is no host ID
    toContainer(map, container);
    // @ts-expect-error the overflow ID is one of the side that comes out
    toHostOrOverflow(map, container, container);
  });

  it("take ranges of their side", () => {
    const range: IdRange<ContainerId> = { start: 0, size: 1 };
    rangeToHost(map, range);
    // @ts-expect-error a container range
    rangeToContainer(map, range);
    // @ts-expect-error a container range
    podIdMap(range);
  });
});

describe("compose and zip", () => {
  it("give a map or a refusal, and mappings", () => {
    expectTypeOf(compose(map, map)).toEqualTypeOf<Result<IdMap, ComposeError>>();
    expectTypeOf<ComposeError>().toExtend<IdMapError>();
    expectTypeOf(zip(hosts, containers)).toEqualTypeOf<readonly IdMapping[]>();
    // @ts-expect-error the sets are exchanged
    zip(containers, hosts);
  });
});
