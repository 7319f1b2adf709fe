import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_ID } from "../../../src/core/id/id.ts";
import { initialIdMap } from "../../../src/core/idmap/id-map.ts";
import { toContainer } from "../../../src/core/idmap/translate.ts";
import { viewFrom } from "../../../src/core/idmap/view.ts";
import { prop } from "../../support/prop.ts";
import { bases, foreignMap, idMapOf, mapping, OTHER_COPY, smallMap } from "./arbitraries.ts";

describe("viewFrom", () => {
  it("shows the reader's ID for the first host ID of each mapping, even where the others are not the reader's", () => {
    const map = idMapOf([100, 65536, 10], [0, 131072, 5], [50, 65545 + 10, 5]);
    const reader = idMapOf([0, 65530, 10]);
    expect(viewFrom(map, reader)).toEqual([mapping(100, 6, 10), mapping(0, NO_ID, 5), mapping(50, NO_ID, 5)]);
  });

  it("shows the map itself to the host", () => {
    const map = idMapOf([100, 65536, 10], [0, 131072, 5]);
    expect(viewFrom(map, initialIdMap())).toEqual(map.mappings);
  });

  it("refuses what is no map, on either side", () => {
    const message = (label: string): TypeError =>
      new TypeError(`viewFrom: expected ${label} to be an IdMap made by createIdMap, ${OTHER_COPY}`);
    expect(() => viewFrom(foreignMap(), initialIdMap())).toThrow(message("map"));
    expect(() => viewFrom(initialIdMap(), foreignMap())).toThrow(message("reader"));
  });

  prop(
    "agrees with translating each first host ID for the reader",
    [fc.tuple(bases, bases).chain(([host, base]) => fc.tuple(smallMap(base, host), smallMap(base, host)))],
    ([{ map, mappings }, reader]) => {
      expect(viewFrom(map, reader.map)).toEqual(
        mappings.map((one) => ({ ...one, hostId: toContainer(reader.map, one.hostId) ?? NO_ID })),
      );
    },
  );
});
