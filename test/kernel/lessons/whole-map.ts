import { readIdMap } from "../../../src/core/kernel/userns/id-map-file.ts";
import { namespaceOf } from "../../core/kernel/support/world.ts";

import { mapReading } from "../groups/translation.ts";
import type { Asker } from "./lessons.ts";

/** All columns of the uid_map of one namespace, read in another. */
export const wholeMap: Asker = {
  ...mapReading,
  name: "whole-map",
  schema: "userns-sim-live/whole-map/1 cases",
  columns: ["lines"],
  observe: (reply) => {
    const [users = 0, groups = 0] = reply.take(2);
    const lower = reply.take(users);
    reply.take(groups);
    const [first, counts] = [reply.take(users), reply.take(users)];
    return [lower.map((hostId, at) => [first[at], hostId, counts[at]])];
  },
  answer: ({ input: [target, reader] }, { world }) => [
    readIdMap(namespaceOf(world, target as number), namespaceOf(world, reader as number), "uid").map(
      ({ containerId, hostId, size }) => [containerId, hostId, size],
    ),
  ],
  outcomes: () => [],
};
