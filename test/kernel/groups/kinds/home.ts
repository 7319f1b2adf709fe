import { ALL_CAPABILITIES } from "../../../../src/core/kernel/credentials/capability.ts";
import type { PidNamespace, Process } from "../../../../src/core/kernel/credentials/process.ts";
import {
  NAMESPACE_KINDS,
  type NamespaceKind,
  OWNED_KINDS,
  type OwnedKind,
  withNamespace,
} from "../../../../src/core/kernel/namespaces/namespace-kind.ts";
import { type CredentialRow, namespaceOf, processOf, type World } from "../../../core/kernel/support/world.ts";
import type { Draw } from "../../draw.ts";
import { drawPerson, HOST_CAPABILITIES } from "../../people.ts";
import type { Scene } from "../../scene.ts";

/** The helper's own namespaces, which are the host's. */
export const NO_HOME = -1;

/** What a caller is besides its credentials, as the bits of the helper. */
export const SHARES = 1;
export const THREADS = 2;
export const CHROOTED = 4;
export const PID_MADE = 8;

/** The namespaces of a home, of whatever kind: all have one owner. */
export function homeOf(world: World, home: number): PidNamespace {
  return { id: `home ${home}`, owner: namespaceOf(world, home) };
}

/** Somebody who lives in a home, and what else he is. */
export function callerAt(world: World, row: CredentialRow, home: number, state: number): Process {
  const has = (bit: number): boolean => Math.floor(state / bit) % 2 === 1;
  const bare = processOf(world, row);
  const at = home === NO_HOME ? bare : inHome(world, bare, home);
  return {
    ...at,
    sharesDirectories: has(SHARES),
    multiThreaded: has(THREADS),
    chrooted: has(CHROOTED),
    pidNamespaceForChildren: has(PID_MADE) ? { id: "made", owner: namespaceOf(world, 0) } : undefined,
  };
}

/** The process that a home begins with. */
export function residentOf(world: World, home: number): Process {
  const host = [0, 0, 0, 0] as const;
  const all = home === 0 ? "1fffeffffff" : "1ffffffffff";
  const bare = processOf(world, [home, host, host, [], all, all, ""]);
  return { ...inHome(world, bare, home), memoryNamespace: namespaceOf(world, 0) };
}

/** Somebody who more often than not has to do with an owner, and often has all capabilities where he is. */
export function drawNeighbour(draw: Draw, scene: Scene, owner: number): CredentialRow {
  const who = drawPerson(draw, scene, draw.chance(45) ? { namespace: draw.chance(40) ? 0 : owner } : {});
  if (!draw.chance(35)) return who;
  const [namespace, uids, gids, groups] = who;
  const all = (namespace === 0 ? HOST_CAPABILITIES : ALL_CAPABILITIES).toString(16);
  return [namespace, uids, gids, groups, all, all, ""];
}

export function drawHome(draw: Draw, scene: Scene): number {
  return draw.chance(60) ? NO_HOME : draw.pick(scene.homes);
}

/** The helper's number of a kind. */
export function numberOfKind(kind: OwnedKind): number {
  return OWNED_KINDS.indexOf(kind);
}

/** The helper's number of several kinds, a bit each, the last one for `user`. */
export function numberOfKinds(kinds: readonly NamespaceKind[]): number {
  const bits = kinds.map((kind) => 2 ** (kind === "user" ? OWNED_KINDS.length : numberOfKind(kind)));
  return bits.reduce((sum, bit) => sum + bit, 0);
}

/** One kind or several; of network namespaces, which cost most, not many. */
export function drawKinds(draw: Draw): readonly NamespaceKind[] {
  const kinds = draw.chance(60)
    ? [draw.pick(NAMESPACE_KINDS)]
    : NAMESPACE_KINDS.filter((kind) => draw.chance(kind === "net" ? 10 : 30));
  return kinds.length === 0 ? ["pid", "user"] : kinds;
}

function inHome(world: World, process: Process, home: number): Process {
  const own = homeOf(world, home);
  const inside = OWNED_KINDS.filter((kind) => kind !== "pid").reduce(
    (moved: Process, kind) => withNamespace(moved, kind, own),
    process,
  );
  return { ...inside, pidNamespace: own };
}
