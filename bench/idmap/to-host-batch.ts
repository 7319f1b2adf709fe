import { toHostBatch } from "../../src/core/idmap/batch.ts";
import { createIdMap } from "../../src/core/idmap/id-map.ts";
import { unwrap } from "../../src/core/result.ts";
import type { Prepare } from "../support/suite.ts";
import { askedIds, mappingsOf } from "./maps.ts";

export const prepare: Prepare = (cell) => {
  const map = unwrap(createIdMap(mappingsOf(cell)));
  const ids = askedIds();
  const out = new Uint32Array(ids.length);
  return (times) => {
    for (let i = 0; i < times; i++) toHostBatch(map, ids, out);
  };
};
