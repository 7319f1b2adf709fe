import { toContainer, toHost } from "../../../src/core/idmap/translate.ts";
import { answerCreate, answerDown, answerMapRead, answerUp, type Probe } from "../../core/kernel/support/translate.ts";
import { namespaceOf } from "../../core/kernel/support/world.ts";
import type { Draw } from "../draw.ts";
import type { Case, Group } from "../group.ts";
import type { Scene } from "../scene.ts";
import type { Reply } from "../wire.ts";

/** IDs of the kernel seen inside, and IDs inside that become IDs of the kernel. */
export const translation: Group = {
  name: "translate",
  schema: "userns-kernel/translate/1 cases",
  share: 7000,
  columns: ["up", "down"],
  draw: drawProbes,
  needs: ([namespace]) => ({ namespaces: [namespace as number] }),
  command: ({ input: [namespace, ups, downs] }) =>
    translateCommand(
      namespace,
      idsOf(ups),
      idsOf(downs).map((id) => [id, id]),
    ),
  observe: observeProbes,
  answer: ({ input: [namespace, ups, downs] }, { world }) => [
    answerUp(world, namespace as number, idsOf(ups)),
    answerDown(world, namespace as number, idsOf(downs)),
  ],
  outcomes: ([ups, downs]) => [
    ...(ups as readonly Probe[]).map(([, uid]) => (uid === 65534 ? "shown as 65534" : "shown")),
    ...(downs as readonly Probe[]).map(([, uid]) => (uid === null ? 22 : 0)),
  ],
  explain: explainByLookUp,
};

/** Who owns on the node what is created inside. */
export const creation: Group = {
  name: "create",
  schema: "userns-kernel/translate/1 creates",
  share: 2000,
  columns: ["kuid", "kgid"],
  draw: (draw, scene) => {
    const namespace = draw.pick(scene.namespaces).id;
    return {
      creds: [],
      input: [
        namespace,
        drawInsideId(draw, scene, namespace, "uidMap"),
        drawInsideId(draw, scene, namespace, "gidMap"),
      ],
    };
  },
  needs: ([namespace]) => ({ namespaces: [namespace as number] }),
  command: ({ input: [namespace, uid, gid] }) => translateCommand(namespace, [], [[uid as number, gid as number]]),
  observe: (reply) => {
    const [uidError, kuid, gidError, kgid] = reply.take(4);
    return uidError === 0 && gidError === 0 ? [kuid, kgid] : [null, null];
  },
  answer: ({ input: [namespace, uid, gid] }, { world }) =>
    answerCreate(world, namespace as number, uid as number, gid as number),
  outcomes: ([kuid]) => [kuid === null ? 22 : 0],
  explain: explainByLookUp,
};

/** The maps of one namespace, read in another. */
export const mapReading: Group = {
  name: "map-read",
  schema: "userns-kernel/translate/1 map_reads",
  share: 2000,
  columns: ["uids", "gids"],
  draw: (draw, scene) => ({
    creds: [],
    input: [draw.int(scene.namespaces.length + 1), draw.int(scene.namespaces.length + 1)],
  }),
  needs: (input) => ({ namespaces: input as readonly number[] }),
  command: ({ input }) => `view ${input.join(" ")}`,
  observe: (reply) => {
    const [users = 0, groups = 0] = reply.take(2);
    return [reply.take(users), reply.take(groups)];
  },
  answer: ({ input: [target, reader] }, { world }) => answerMapRead(world, target as number, reader as number),
  outcomes: ([uids]) => [
    (uids as readonly number[]).length === 0
      ? "empty"
      : (uids as readonly number[]).includes(4294967295)
        ? "some unmapped"
        : "all mapped",
  ],
  explain: explainByLookUp,
};

function drawProbes(draw: Draw, scene: Scene): Case {
  const namespace = draw.pick(scene.namespaces).id;
  const side = draw.pick(["uidMap", "gidMap"] as const);
  const { [side]: map } = namespaceOf(scene.world, namespace);
  const up = (): number =>
    draw.weighted([
      [4, () => toHost(map, drawInsideId(draw, scene, namespace, side)) ?? draw.pick(scene.users)],
      [2, () => draw.pick(scene.users)],
      [1, () => draw.int(4294967295)],
    ]);
  const ups = draw.times(8, up);
  const downs = draw.times(8, () => drawInsideId(draw, scene, namespace, side));
  return { creds: [], input: [namespace, ups, downs] };
}

/** An ID in a line of the map, at its ends, or just past them. */
function drawInsideId(draw: Draw, scene: Scene, namespace: number, side: "uidMap" | "gidMap"): number {
  const map = namespaceOf(scene.world, namespace)[side];
  if (map.mappings.length === 0 || draw.chance(12))
    return draw.pick([0, 1, 1000, 65534, 65535, 65536, 4294967294, draw.int(4294967295)]);
  const { containerId, size } = draw.pick(map.mappings);
  const id =
    containerId +
    draw.weighted([
      [3, () => 0],
      [3, () => size - 1],
      [3, () => draw.int(size)],
      [1, () => size],
    ]);
  return draw.chance(5) ? Math.max(0, id - 1) : Math.min(id, 4294967294);
}

function idsOf(column: unknown): readonly number[] {
  return column as readonly number[];
}

function translateCommand(
  namespace: unknown,
  ups: readonly number[],
  downs: readonly (readonly [number, number])[],
): string {
  return ["translate", namespace, ups.length, ...ups, downs.length, ...downs.flat()].join(" ");
}

function observeProbes(reply: Reply, { input: [, ups, downs] }: Case): readonly unknown[] {
  const up = idsOf(ups).map((id): Probe => [id, reply.next(), reply.next()]);
  const down = idsOf(downs).map((id): Probe => {
    const [uidError, uid = 0, gidError, gid = 0] = reply.take(4);
    return [id, uidError === 0 ? uid : null, gidError === 0 ? gid : null];
  });
  return [up, down];
}

/** There is nothing to say but which lines there are. */
function explainByLookUp(
  { input: [namespace] }: Case,
  { world }: { readonly world: Parameters<typeof namespaceOf>[0] },
): readonly string[] {
  const { uidMap, gidMap } = namespaceOf(world, namespace as number);
  const example = uidMap.mappings[0];
  return [
    `uid_map to the kernel's IDs: ${JSON.stringify(uidMap)}`,
    `gid_map to the kernel's IDs: ${JSON.stringify(gidMap)}`,
    ...(example === undefined ? [] : [`the first host ID is ${toContainer(uidMap, example.hostId)} inside`]),
  ];
}
