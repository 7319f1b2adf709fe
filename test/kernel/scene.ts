import type { IdMapping } from "../../src/core/idmap/id-mapping.ts";
import { toHost } from "../../src/core/idmap/translate.ts";
import { type MountRows, type NamespaceRow, namespaceOf, type World, worldOf } from "../core/kernel/support/world.ts";

/** What a round of cases takes place in. */
export interface Scene {
  /** The namespaces, each after its parent. */
  readonly namespaces: readonly NamespaceRow[];
  /** The mounts: 0 is plain, N has the maps of namespace N, 500 more is the same with nosuid. */
  readonly mounts: MountRows;
  /** The user namespaces in which a namespace of every other kind is made, and a process that lives in all of them. */
  readonly homes: readonly number[];
  /** The namespaces as the model has them. */
  readonly world: World;
  /** Kernel IDs at which something begins or ends, so that draws meet each other. */
  readonly users: readonly number[];
  /** The same for groups. */
  readonly groups: readonly number[];
}

/** What is added to a mount's number for its twin with nosuid. */
export const NOSUID = 500;

/** Completes a scene. */
export function sceneOf(namespaces: readonly NamespaceRow[], homes: readonly number[]): Scene {
  const world = worldOf(namespaces);
  const mapped = namespaces.filter(({ uid_map, gid_map }) => uid_map !== "" && gid_map !== "");
  const idmapped = mapped.flatMap(({ id }) => [
    [String(id), { idmap_ns: id }] as const,
    [String(id + NOSUID), { idmap_ns: id, nosuid: true }] as const,
  ]);
  return {
    namespaces,
    mounts: { "0": null, [NOSUID]: { nosuid: true }, ...Object.fromEntries(idmapped) },
    homes: [...new Set([0, ...homes])],
    world,
    users: interesting(world, "uidMap"),
    groups: interesting(world, "gidMap"),
  };
}

/** The maps of a namespace as its inhabitants have them: what a namespace inside it may be given. */
export function extentsOf(world: World, namespace: number, side: "uidMap" | "gidMap"): readonly IdMapping[] {
  return namespaceOf(world, namespace)[side].mappings;
}

function interesting(world: World, side: "uidMap" | "gidMap"): readonly number[] {
  const ids = new Set<number>([0, 1000, 1001, 65534, 4294967294]);
  for (const [id, namespace] of world) {
    if (id === 0) continue;
    const map = namespace[side];
    for (const inside of [0, 1, 1000, 65534, 65535]) ids.add(toHost(map, inside) ?? 1000);
    for (const { hostId, size } of map.mappings.slice(0, 3)) {
      ids
        .add(hostId)
        .add(hostId + size - 1)
        .add(hostId + size);
      if (hostId > 0) ids.add(hostId - 1);
    }
  }
  return [...ids].filter((id) => id < 4294967295);
}
