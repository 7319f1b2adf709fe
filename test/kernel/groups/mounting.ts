import { explain } from "../../../src/core/explain/kernel.ts";
import type { OwnedNamespace, Process } from "../../../src/core/kernel/credentials/process.ts";
import { mountFilesystem } from "../../../src/core/kernel/mounts/mount-filesystem.ts";
import { type CredentialRow, namespaceOf, numberOf, processOf, type World } from "../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../group.ts";
import type { Machine } from "../machine.ts";
import { drawPerson } from "../people.ts";
import { person } from "../wire.ts";
import { callerAt, drawHome, drawNeighbour, NO_HOME } from "./kinds/home.ts";

/** No kernel has it. */
const NO_TYPE = "nosuchfs";

/** The types and the kinds of namespaces, in the helper's order. */
const TYPES = [
  ...(["tmpfs", "ramfs", "proc", "sysfs", "mqueue", "cgroup2", "devpts"] as const),
  ...(["binfmt_misc", "overlay", "hugetlbfs", "ext4", NO_TYPE] as const),
] as const;
/**
 * After them, for lessons alone, `cgroup`: whether a machine has a hierarchy to mount is its own business; then those that are asked
 * for their owner's sake.
 */
const ASKED: readonly string[] = [
  ...[...TYPES, "cgroup"],
  ...["autofs", "bpf", "debugfs", "tracefs", "squashfs", "xfs", "erofs", "btrfs", "devtmpfs", "pstore"],
];
const KINDS = ["pidNamespace", "networkNamespace", "ipcNamespace", "cgroupNamespace"] as const;

/** Mounting a new filesystem, with a mount namespace of one's own and some of the others. */
export const mounting: Group = {
  name: "mount",
  schema: "userns-sim-live/mount/1 cases",
  share: 1200,
  columns: ["errno"],
  draw: (draw, scene) => ({ creds: [drawPerson(draw, scene)], input: [0, draw.int(16), draw.pick(TYPES)] }),
  needs: () => ({}),
  command: (question) => {
    const [one, own, type] = question.input as readonly [number, number, string];
    return mountCommand(credentialsOf(question, one), own, type, null, null);
  },
  observe: (reply) => reply.take(1),
  answer: (question, setting) => [numberOf(decide(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decide(question, setting))],
  unsupported: ({ input: [, , type] }, machine) => lacking(type as string, machine),
};

/** The same in the mount namespace of a home, which may be somebody else's. */
export const mountingAtHome: Group = {
  name: "mount-home",
  schema: "userns-sim-live/mount-home/1 cases",
  share: 900,
  columns: ["errno"],
  draw: (draw, scene) => {
    const home = drawHome(draw, scene);
    const who = drawNeighbour(draw, scene, Math.max(home, 0));
    return { creds: [who], input: [0, home, draw.pick(TYPES)] };
  },
  needs: ([, home]) => ({ homes: home === NO_HOME ? [] : [home as number] }),
  command: (question) => {
    const [one, home, type] = question.input as readonly [number, number, string];
    return ["newfsat", person(credentialsOf(question, one)), home + 1, TYPES.indexOf(type as "proc")].join(" ");
  },
  observe: (reply) => reply.take(1),
  answer: (question, setting) => [numberOf(decideAtHome(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decideAtHome(question, setting))],
  unsupported: ({ input: [, , type] }, machine) => machine.network ?? lacking(type as string, machine),
};

/** What the helper is told; `null` for an option that is not given. */
export function mountCommand(
  who: CredentialRow,
  own: number,
  type: string,
  uid: number | null,
  gid: number | null,
): string {
  return ["newfs", person(who), own, ASKED.indexOf(type), uid ?? -1, gid ?? -1].join(" ");
}

export function lacking(type: string, { filesystems }: Machine): string | undefined {
  return type === NO_TYPE || filesystems.includes(type) ? undefined : `no ${type} in /proc/filesystems`;
}

function decideAtHome(question: Case, { world }: Setting): ReturnType<typeof mountFilesystem> {
  const [one, home, type] = question.input as readonly [number, number, string];
  return mountFilesystem(callerAt(world, credentialsOf(question, one), home, 0), type);
}

function decide(question: Case, { world }: Setting): ReturnType<typeof mountFilesystem> {
  const [one, own, type] = question.input as readonly [number, number, string];
  return mountFilesystem(mounterOf(world, credentialsOf(question, one), own), type);
}

/** With a mount namespace of its own, and those of the others that are bits of `own`. */
export function mounterOf(world: World, row: CredentialRow, own: number): Process {
  const mine: OwnedNamespace = { id: "own", owner: namespaceOf(world, row[0]) };
  const others = KINDS.filter((_kind, bit) => Math.floor(own / 2 ** bit) % 2 === 1);
  const namespaces = Object.fromEntries(others.map((kind) => [kind, mine]));
  return { ...processOf(world, row), mountNamespace: mine, ...namespaces };
}
