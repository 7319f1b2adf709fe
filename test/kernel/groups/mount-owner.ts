import { explain } from "../../../src/core/explain/kernel.ts";
import type { Decision } from "../../../src/core/kernel/decision/decision.ts";
import type { Mount } from "../../../src/core/kernel/inode/mount.ts";
import { mountFilesystem } from "../../../src/core/kernel/mounts/mount-filesystem.ts";
import { numberOf } from "../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../group.ts";
import { drawInside } from "../people.ts";
import { drawNeighbour } from "./kinds/home.ts";
import { lacking, mountCommand, mounterOf } from "./mounting.ts";

type Input = readonly [who: number, own: number, type: string, uid: number | null, gid: number | null];

/** The types whose first directory belongs to whom the options name. */
const SHOW_OWNER: readonly string[] = ["autofs", "bpf", "hugetlbfs", "tmpfs"];

const OTHERS = [
  ...["devpts", "ramfs", "proc", "sysfs", "mqueue", "cgroup2", "binfmt_misc", "overlay"],
  ...["ext4", "squashfs", "xfs", "erofs", "btrfs", "nosuchfs"],
];

/** There is one for the whole machine, which its options would change: only who may not mount it is asked. */
const OF_THE_MACHINE = ["debugfs", "tracefs", "devtmpfs", "pstore"];

/** The mount options `uid=` and `gid=`, and whose the new filesystem is then. */
export const mountOwners: Group = {
  name: "mount-owner",
  schema: "userns-sim-live/mount-owner/1 cases",
  share: 1200,
  columns: ["errno", "owner", "group"],
  draw: (draw, scene) => {
    const who = drawNeighbour(draw, scene, draw.pick(scene.namespaces).id);
    const type = draw.weighted([
      [5, () => draw.pick(SHOW_OWNER)],
      [4, () => draw.pick(OTHERS)],
      [1, () => (who[0] === 0 ? "tmpfs" : draw.pick(OF_THE_MACHINE))],
    ]);
    const uid = draw.chance(65) ? drawInside(draw, scene, who, "uidMap") : null;
    const gid = draw.chance(65) ? drawInside(draw, scene, who, "gidMap") : null;
    return { creds: [who], input: [0, draw.int(16), type, uid, gid] };
  },
  needs: () => ({}),
  command: (question) => {
    const [one, own, type, uid, gid] = inputOf(question);
    const who = credentialsOf(question, one);
    if (who[0] === 0 && OF_THE_MACHINE.includes(type)) throw new RangeError(`expected somebody in a pod, for ${type}`);
    return mountCommand(who, own, type, uid, gid);
  },
  observe: (reply, question) => {
    const [, , type, uid, gid] = inputOf(question);
    const [errno, user, group] = [reply.next(), reply.next(), reply.next()];
    const isShown = errno === 0 && SHOW_OWNER.includes(type);
    return [errno, isShown && uid !== null ? user : null, isShown && gid !== null ? group : null];
  },
  answer: (question, setting) => {
    const [, , type] = inputOf(question);
    const { errno, steps } = decide(question, setting);
    const given = (option: string): unknown =>
      errno === undefined && SHOW_OWNER.includes(type)
        ? (steps.find(({ rule, facts }) => rule === "mount-option-mapped" && facts["option"] === option)?.facts[
            "kernelId"
          ] ?? null)
        : null;
    return [numberOf(errno), given("uid"), given("gid")];
  },
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decide(question, setting))],
  unsupported: ({ input: [, , type] }, machine) => lacking(type as string, machine),
};

function inputOf({ input }: Case): Input {
  return input as unknown as Input;
}

function decide(question: Case, { world }: Setting): Decision<Mount> {
  const [one, own, type, uid, gid] = inputOf(question);
  return mountFilesystem(mounterOf(world, credentialsOf(question, one), own), type, {
    ...(uid !== null && { uid }),
    ...(gid !== null && { gid }),
  });
}
