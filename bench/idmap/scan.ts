import type { Prepare } from "../support/suite.ts";
import { ASKED, askedIds, mappingsOf, sink } from "./maps.ts";

/** What everybody writes first: the mappings are asked one after the other. */
export const prepare: Prepare = (cell) => {
  const mappings = mappingsOf(cell);
  const ids = askedIds();
  const toHost = (id: number): number | undefined => {
    for (let i = 0; i < mappings.length; i++) {
      const { containerId, hostId, size } = mappings[i] as (typeof mappings)[number];
      if (id >= containerId && id < containerId + size) return hostId + (id - containerId);
    }
    return undefined;
  };
  return (times) => {
    let sum = 0;
    for (let i = 0; i < times; i++) sum += toHost(ids[i % ASKED] as number) ?? 0;
    sink.value = sum;
  };
};
