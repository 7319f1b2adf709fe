import { explain } from "../../../src/core/explain/kernel.ts";
import type { OwnedNamespace } from "../../../src/core/kernel/credentials/process.ts";
import { mountFilesystem } from "../../../src/core/kernel/mounts/mount-filesystem.ts";
import { namespaceOf, numberOf, processOf } from "../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../group.ts";
import { drawPerson } from "../people.ts";
import { person } from "../wire.ts";

/** The types and the kinds of namespaces, in the helper's order. */
const TYPES = ["tmpfs", "ramfs", "proc", "sysfs", "mqueue", "cgroup2"] as const;
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
    const [one, own, type] = question.input;
    return ["newfs", person(credentialsOf(question, one)), own, TYPES.indexOf(type as "proc")].join(" ");
  },
  observe: (reply) => reply.take(1),
  answer: (question, setting) => [numberOf(decide(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decide(question, setting))],
};

function decide(question: Case, { world }: Setting): ReturnType<typeof mountFilesystem> {
  const [one, own, type] = question.input as readonly [number, number, string];
  const row = credentialsOf(question, one);
  const mine: OwnedNamespace = { id: "own", owner: namespaceOf(world, row[0]) };
  const others = KINDS.filter((_kind, bit) => Math.floor(own / 2 ** bit) % 2 === 1);
  const namespaces = Object.fromEntries(others.map((kind) => [kind, mine]));
  return mountFilesystem({ ...processOf(world, row), mountNamespace: mine, ...namespaces }, type);
}
