import * as fc from "fast-check";
import { DEFECT_NAMES, RELEASES } from "userns-sim/kubelet";
import { ACCESS_PATHS, rangeSources } from "userns-sim/node";
import {
  ABOUT,
  COLUMNS,
  DEFAULTS,
  EXAMPLE,
  GATES,
  NODE_EVENTS,
  type Play,
  type PlayEvent,
  POD_EVENTS,
} from "../../../docs/page/state/play/play.ts";

/** Two pods that may meet, and a third of the host's users. */
export const PODS = `${EXAMPLE.pods}---
apiVersion: v1
kind: Pod
metadata: { name: h }
spec: { containers: [{ name: main }] }
`;

const uid = fc.constantFrom("default_a", "default_b", "default_h", "c", "d", "nobody");

export const anyEvent: fc.Arbitrary<PlayEvent> = fc.oneof(
  fc.record({ type: fc.constant("create" as const), pod: uid, like: uid }),
  fc.record({ type: fc.constant("create" as const), pod: uid }),
  fc.record({ type: fc.constantFrom(...POD_EVENTS), pod: uid }),
  fc.record({
    type: fc.constant("write-file" as const),
    pod: uid,
    raw: fc.constantFrom("", "{}", '{"uidMappings":[{"hostId":65536,"length":65536}]}', "<b>"),
  }),
  fc.record({ type: fc.constant("restart" as const) }),
  fc.record({ type: fc.constant("restart" as const), release: fc.constantFrom(...RELEASES) }),
  fc.record({ type: fc.constantFrom(...NODE_EVENTS) }),
);

/** Plays of a few pods, of all kinds. */
export const anyPlay: fc.Arbitrary<Play> = fc
  .record({
    pods: fc.constantFrom(EXAMPLE.pods, PODS, "", "kind: Service", "a: [", '{"apiVersion":"v1","kind":"Pod"}'),
    release: fc.constantFrom(...RELEASES),
    gate: fc.constantFrom(...GATES),
    pool: fc.constantFrom(
      DEFAULTS.pool,
      "",
      "65536:131072",
      "kubelet:65536:65536",
      "70000:200000",
      "no pool",
      "0:65536",
    ),
    idsPerPod: fc.constantFrom(65_536, 65_536, 131_072, 1_000, 1),
    strategy: fc.constantFrom(...rangeSources()),
    seed: fc.integer({ min: 0, max: 4_294_967_295 }),
    fixes: fc.subarray([...DEFECT_NAMES]),
    map: fc.constantFrom(
      "",
      "0 65536 65536",
      "0 4294901760 65536",
      "uid=66536",
      "-rw-r--r-- 1 131072 131072 0 x\n",
      "<i>",
    ),
    events: fc.array(anyEvent, { maxLength: 8 }),
    at: fc.nat(8),
    escape: fc.record({
      pod: fc.oneof(fc.constant(""), uid),
      container: fc.constantFrom("", "main", "other"),
      path: fc.constantFrom(...ACCESS_PATHS),
      source: fc.constantFrom("", "/etc", "/nowhere"),
    }),
    selected: fc.record({
      about: fc.constantFrom(...ABOUT),
      pod: fc.option(uid),
      slot: fc.option(fc.nat(200)),
      id: fc.option(
        fc.record({
          side: fc.constantFrom("container" as const, "host" as const),
          id: fc.constantFrom(0, 1_000, 65_536, 70_000, 131_072, 4_294_967_295),
        }),
      ),
      cell: fc.option(fc.constantFrom("/etc/shadow:read", "b/main:signal", "no:cell")),
      column: fc.option(fc.constantFrom(...COLUMNS)),
      whole: fc.boolean(),
    }),
  })
  .map(({ at, ...play }) => ({ ...play, position: Math.min(at, play.events.length) }));
