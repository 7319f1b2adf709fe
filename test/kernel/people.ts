import { toContainer, toHost } from "../../src/core/idmap/translate.ts";
import { ALL_CAPABILITIES, capabilitySet } from "../../src/core/kernel/credentials/capability.ts";
import { bothOf, eitherOf, without } from "../../src/core/kernel/credentials/capability-algebra.ts";
import type { CredentialRow } from "../core/kernel/support/world.ts";
import { namespaceOf } from "../core/kernel/support/world.ts";
import type { Draw } from "./draw.ts";
import type { Scene } from "./scene.ts";

/** What the bounding set of the host has: not every machine has CAP_SYS_RESOURCE to give. */
export const HOST_CAPABILITIES: number = ALL_CAPABILITIES - 2 ** 24;

/** Draws the namespace somebody is in. */
export function drawNamespaceOf(draw: Draw, scene: Scene): number {
  return draw.chance(22) ? 0 : draw.pick(scene.namespaces).id;
}

/** Draws credentials, with some of the flags if any are given. */
export function drawPerson(
  draw: Draw,
  scene: Scene,
  {
    flags = "",
    namespace = drawNamespaceOf(draw, scene),
    like,
  }: { flags?: string; namespace?: number; like?: CredentialRow } = {},
): CredentialRow {
  const uids = drawIds(draw, scene, namespace, "uidMap", like?.[1]);
  const gids = drawIds(draw, scene, namespace, "gidMap", like?.[2]);
  const groups = draw.chance(50) ? [] : draw.times(draw.between(1, 3), () => drawId(draw, scene, namespace, "gidMap"));
  const all = namespace === 0 ? HOST_CAPABILITIES : ALL_CAPABILITIES;
  const permitted = drawCapabilities(draw, all);
  const effective = draw.chance(85) ? permitted : bothOf(permitted, drawCapabilities(draw, all));
  const chosen = [...flags].filter(() => draw.chance(18)).join("");
  return [namespace, uids, gids, groups, effective.toString(16), permitted.toString(16), chosen];
}

/** Draws a kernel ID, more often than not one that the namespace has. */
export function drawId(draw: Draw, scene: Scene, namespace: number, side: "uidMap" | "gidMap"): number {
  const map = namespaceOf(scene.world, namespace)[side];
  const any = (): number => draw.pick(side === "uidMap" ? scene.users : scene.groups);
  if (draw.chance(22)) return any();
  const inside = draw.weighted([
    [5, () => 0],
    [3, () => draw.pick([1, 2, 1000, 1000, 1001])],
    [1, () => 65535],
    [1, () => (map.mappings.length === 0 ? 0 : draw.pick(map.mappings).containerId)],
  ]);
  return toHost(map, inside) ?? any();
}

/** Draws an ID as an argument of a system call: as the process sees it. */
export function drawInside(draw: Draw, scene: Scene, person: CredentialRow, side: "uidMap" | "gidMap"): number {
  const map = namespaceOf(scene.world, person[0])[side];
  return draw.weighted([
    [6, () => toContainer(map, draw.pick(side === "uidMap" ? person[1] : [...person[2], ...person[3]])) ?? 0],
    [2, () => toContainer(map, draw.pick(side === "uidMap" ? scene.users : scene.groups)) ?? 5],
    [3, () => draw.pick([0, 0, 1, 1000, 65535])],
    [1, () => draw.pick([65534, 65536, 100_000, 4294967294])],
  ]);
}

/** Draws the owner of a file as it lies on the disk below a mount. */
export function drawOnDisk(
  draw: Draw,
  scene: Scene,
  person: CredentialRow,
  mount: number,
  side: "uidMap" | "gidMap",
): number {
  const kernelId = draw.weighted([
    [5, () => (side === "uidMap" ? person[1][3] : draw.pick([person[2][3], ...person[3]]))],
    [4, () => drawId(draw, scene, person[0], side)],
    [3, () => draw.pick(side === "uidMap" ? scene.users : scene.groups)],
  ]);
  const backing = mount >= 500 ? mount - 500 : mount;
  if (backing === 0) return kernelId;
  const map = namespaceOf(scene.world, backing)[side];
  return draw.chance(12) ? kernelId : (toContainer(map, kernelId) ?? draw.pick([0, 1, 1000, 65535, 70_000, kernelId]));
}

/** Draws the number of a mount. */
export function drawMount(draw: Draw, scene: Scene, person: CredentialRow): number {
  if (draw.chance(35)) return 0;
  // Its own volume, as a pod has it.
  if (draw.chance(40) && String(person[0]) in scene.mounts) return person[0];
  const idmapped = Object.keys(scene.mounts)
    .map(Number)
    .filter((id) => id < 500);
  return draw.pick(idmapped);
}

/** Draws a mode, with set-ID bits now and then. */
export function drawMode(draw: Draw): number {
  const bits = draw.weighted([
    [4, () => draw.int(0o1000)],
    [4, () => draw.pick([0o644, 0o600, 0o666, 0o755, 0o640, 0o660, 0o444, 0o000, 0o777, 0o770, 0o700])],
  ]);
  return bits | (draw.chance(15) ? 0o4000 : 0) | (draw.chance(18) ? 0o2000 : 0) | (draw.chance(5) ? 0o1000 : 0);
}

/** Draws a set of capabilities: none, all, what a container gets, or a few that matter. */
export function drawCapabilities(draw: Draw, all: number): number {
  return draw.weighted([
    [6, () => 0],
    [4, () => all],
    [2, () => CONTAINER],
    [
      5,
      () => bothOf(all, draw.times(draw.between(1, 4), () => capabilitySet([draw.pick(MATTERING)])).reduce(eitherOf)),
    ],
    [2, () => without(all, capabilitySet([draw.pick(MATTERING)]))],
  ]);
}

function drawIds(
  draw: Draw,
  scene: Scene,
  namespace: number,
  side: "uidMap" | "gidMap",
  like: CredentialRow[1] | undefined,
): CredentialRow[1] {
  const one = (): number =>
    like !== undefined && draw.chance(70) ? draw.pick(like) : drawId(draw, scene, namespace, side);
  const first = one();
  if (draw.chance(68)) return [first, first, first, first];
  const second = one();
  const either = (): number => (draw.chance(50) ? first : second);
  const effective = either();
  return [either(), effective, either(), draw.chance(70) ? effective : either()];
}

/** What container runtimes leave to a container. */
const CONTAINER = 0xa80425fb;

const MATTERING = [
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_DAC_READ_SEARCH",
  "CAP_FOWNER",
  "CAP_FSETID",
  "CAP_KILL",
  "CAP_SETGID",
  "CAP_SETUID",
  "CAP_SETPCAP",
  "CAP_NET_BIND_SERVICE",
  "CAP_NET_RAW",
  "CAP_SYS_CHROOT",
  "CAP_SYS_PTRACE",
  "CAP_SYS_ADMIN",
  "CAP_SYS_NICE",
  "CAP_MKNOD",
  "CAP_SETFCAP",
  "CAP_PERFMON",
  "CAP_SYS_RESOURCE",
  "CAP_SYS_TIME",
] as const;
