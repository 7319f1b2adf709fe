import type { IdMap } from "../../src/core/idmap/id-map.ts";
import { type NamespaceRow, namespaceOf, type World, worldOf } from "../core/kernel/support/world.ts";
import type { Draw } from "./draw.ts";
import { drawLargeMap, drawPieces } from "./draw-map.ts";
import { extentsOf, type Scene, sceneOf } from "./scene.ts";

/** How many namespaces a round has, apart from the host's. */
const COUNT = 13;

/** Draws the namespaces and mounts of a round. */
export function drawScene(draw: Draw): Scene {
  const bases = draw.times(3, () =>
    draw.weighted([
      [3, () => 65536 * draw.between(1, 65000)],
      [1, () => 100_000],
    ]),
  );
  const rows: NamespaceRow[] = [];
  for (let id = 1; id <= COUNT; id += 1) {
    const world = worldOf(rows);
    const row = drawNamespace(draw, bases, world, id);
    rows.push(row);
  }
  return sceneOf(
    rows,
    draw.times(2, () => draw.int(COUNT + 1)),
  );
}

function drawNamespace(draw: Draw, bases: readonly number[], world: World, id: number): NamespaceRow {
  const nests = id > 2 && draw.chance(35);
  const parent = nests ? draw.between(1, id - 1) : 0;
  const users = extentsOf(world, parent, "uidMap");
  const groups = extentsOf(world, parent, "gidMap");
  if (parent === 0 || users.length === 0 || groups.length === 0) return drawTopNamespace(draw, bases, id);
  const owner = drawMapped(draw, namespaceOf(world, parent).uidMap);
  const group = drawMapped(draw, namespaceOf(world, parent).gidMap);
  const count = draw.between(1, 8);
  return {
    id,
    parent,
    owner,
    group,
    setgroups: draw.chance(15) ? "deny" : "allow",
    uid_map: drawPieces(draw, users, bases, count),
    gid_map: draw.chance(90) ? drawPieces(draw, groups, bases, count) : "",
  };
}

function drawTopNamespace(draw: Draw, bases: readonly number[], id: number): NamespaceRow {
  const base = draw.pick(bases);
  const other = draw.pick(bases);
  const user = draw.pick([0, 0, 0, 1000, 1001, base]);
  const pod = (start: number): string => `0 ${start} 65536`;
  const host = extentsOf(worldOf([]), 0, "uidMap");
  const row = { id, parent: 0, owner: user, group: draw.chance(80) ? user : draw.pick([0, 1000, other]) };
  const open = { setgroups: "allow" as const };
  const kind = id === 1 ? 0 : id === 2 ? 4 : draw.int(12);
  switch (kind) {
    case 0:
    case 1:
    case 2:
      return { ...row, ...open, owner: 0, group: 0, uid_map: pod(base), gid_map: pod(base) };
    case 3:
      return { ...row, ...open, uid_map: pod(base), gid_map: pod(other) };
    // Rootless: the user is root inside, and the rest comes from the subordinate IDs.
    case 4: {
      const owner = draw.pick([1000, 1001]);
      const text = `0 ${owner} 1\n1 ${base} 65536`;
      const setgroups = draw.chance(50) ? "deny" : "allow";
      return { ...row, owner, group: owner, setgroups, uid_map: text, gid_map: text };
    }
    case 5: {
      const owner = draw.pick([1000, 1001]);
      return { ...row, owner, group: owner, setgroups: "deny", uid_map: `0 ${owner} 1`, gid_map: `0 ${owner} 1` };
    }
    case 6:
      return { ...row, ...open, uid_map: "", gid_map: "" };
    case 7:
      return { ...row, ...open, owner: 0, group: 0, uid_map: "0 0 65536", gid_map: "0 0 65536" };
    // Nobody is root in it.
    case 8:
      return { ...row, ...open, uid_map: `1000 ${base + 1000} 10`, gid_map: `1000 ${base + 1000} 10` };
    case 9: {
      const isUser = draw.chance(50);
      return { ...row, ...open, uid_map: isUser ? pod(base) : "", gid_map: isUser ? "" : pod(base) };
    }
    case 10: {
      const count = draw.between(2, 12);
      const text = (): string => drawPieces(draw, host, bases, count);
      return { ...row, ...open, uid_map: text(), gid_map: text() };
    }
    default: {
      const text = (): string => drawLargeMap(draw);
      return { ...row, ...open, uid_map: text(), gid_map: text() };
    }
  }
}

/** A kernel ID that the map has. */
function drawMapped(draw: Draw, map: IdMap): number {
  const { hostId, size } = draw.pick(map.mappings);
  return hostId + draw.int(Math.min(size, draw.chance(60) ? 1 : 5));
}
