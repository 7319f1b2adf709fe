import { createIdMap } from "../../src/core/idmap/id-map.ts";
import { toHost } from "../../src/core/idmap/translate.ts";
import { unwrap } from "../../src/core/result.ts";
import type { Prepare } from "../support/suite.ts";
import { ASKED, askedIds, mappingsOf, sink } from "./maps.ts";

export const prepare: Prepare = (cell) => {
  const map = unwrap(createIdMap(mappingsOf(cell)));
  const ids = askedIds();
  return (times) => {
    let sum = 0;
    for (let i = 0; i < times; i++) sum += toHost(map, ids[i % ASKED] as number) ?? 0;
    sink.value = sum;
  };
};
