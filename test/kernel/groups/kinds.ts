import { explain } from "../../../src/core/explain/kernel.ts";
import { toHost } from "../../../src/core/idmap/translate.ts";
import type { FileType } from "../../../src/core/kernel/inode/file.ts";
import { answerKinds, decideKinds, KINDS_INPUTS, KINDS_OPS, type KindsInput } from "../../core/kernel/support/kinds.ts";
import { MOUNT_FLAGS } from "../../core/kernel/support/tmpfs.ts";
import { type CredentialRow, namespaceOf } from "../../core/kernel/support/world.ts";
import type { Draw } from "../draw.ts";
import { type Case, credentialsOf, type Group } from "../group.ts";
import { drawInside, drawMode, drawOnDisk, drawPerson } from "../people.ts";
import type { Scene } from "../scene.ts";
import { person, type Reply } from "../wire.ts";

/** The types, in the helper's order. */
export const TYPES: readonly FileType[] = [
  "regular",
  "directory",
  "symlink",
  "character-device",
  "block-device",
  "fifo",
  "socket",
];

const FLAGS = Object.values(MOUNT_FLAGS);

/** Files of every type, on mounts with flags. */
export const types: Group = groupOfKinds({
  name: "types",
  schema: "userns-sim-live/types/1 cases",
  share: 3000,
  draw: (draw, scene) => {
    const one = drawPerson(draw, scene);
    const idmap = draw.chance(50) ? 0 : drawIdmap(draw, scene);
    return drawCase(draw, scene, one, idmap, drawFlags(draw), null);
  },
});

/** The same through an overlay that the host's root mounted, or a pod's. */
export const layers: Group = groupOfKinds({
  name: "layers",
  schema: "userns-sim-live/layers/1 cases",
  share: 3000,
  draw: (draw, scene) => {
    const pods = scene.namespaces.flatMap(({ id }) => {
      const { uidMap, gidMap } = namespaceOf(scene.world, id);
      return toHost(uidMap, 0) === undefined || toHost(gidMap, 0) === undefined ? [] : [id];
    });
    const mounter = draw.chance(40) || pods.length === 0 ? 0 : draw.pick(pods);
    const near = mounter === 0 ? drawIdmap(draw, scene) : mounter;
    const one = draw.chance(65) ? drawPerson(draw, scene, { namespace: near }) : drawPerson(draw, scene);
    const idmap = draw.chance(50) ? 0 : mounter === 0 ? near : drawIdmap(draw, scene);
    return drawCase(draw, scene, one, idmap, 0, mounter);
  },
  unsupported: ({ overlayMounts }) => overlayMounts,
});

interface KindsOptions extends Pick<Group, "name" | "schema" | "share" | "draw"> {
  readonly unsupported?: (machine: Parameters<NonNullable<Group["unsupported"]>>[1]) => string | undefined;
}

function groupOfKinds({ unsupported, ...named }: KindsOptions): Group {
  return {
    ...named,
    columns: ["results", "changed"],
    needs: ([, namespace, , mounter]) => ({ namespaces: [namespace as number, (mounter as number | null) ?? 0] }),
    command: (question) => {
      const [one, idmap, flags, mounter, type, file, directory, ...others] = inputOf(question);
      return [
        "kinds",
        person(credentialsOf(question, one)),
        idmap,
        flags,
        mounter ?? -1,
        TYPES.indexOf(type),
        ...file,
        ...directory,
        ...others,
      ].join(" ");
    },
    observe,
    answer: (question, { world }) => answerKinds(world, question.creds, inputOf(question)),
    outcomes: ([results]) => results as readonly number[],
    explain: (question, { world }, observed) => {
      const { decisions } = decideKinds(world, question.creds, inputOf(question));
      const [results, changed] = answerKinds(world, question.creds, inputOf(question));
      const [errors, after] = observed as typeof observed & readonly [readonly number[], readonly unknown[]];
      const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
      const ops = [
        ...KINDS_OPS.filter((_op, at) => differs(results[at], errors[at])),
        ...CHANGING.filter((_op, at) => differs(changed[at], after[at])),
      ];
      return [...new Set(ops)].flatMap((op) => {
        const decision = decisions[op];
        return decision === undefined ? [] : [`${op}: ${explain(decision)}`];
      });
    },
    unsupported: ({ input: [, namespace] }, machine) =>
      machine.protectedHardlinks ?? (namespace === 0 ? undefined : machine.idmappedMounts) ?? unsupported?.(machine),
  };
}

const CHANGING = ["chmod", "chown_u", "chown_g", "chown_noop", "create", "mkdir"];

function inputOf({ input }: Case): KindsInput {
  return input.slice(0, KINDS_INPUTS) as unknown as KindsInput;
}

/** None, one or two of the flags. */
export function drawFlags(draw: Draw): number {
  const flags = draw.times(draw.int(3), () => draw.pick(FLAGS));
  return [...new Set(flags)].reduce<number>((all, flag) => all + flag, 0);
}

/** A namespace whose maps a mount can have. */
export function drawIdmap(draw: Draw, scene: Scene): number {
  const mapped = scene.namespaces.map(({ id }) => id).filter((id) => String(id) in scene.mounts);
  return mapped.length === 0 ? 0 : draw.pick(mapped);
}

function drawCase(
  draw: Draw,
  scene: Scene,
  one: CredentialRow,
  idmap: number,
  flags: number,
  mounter: number | null,
): Case {
  const owner = (): readonly [number, number] => [
    drawOnDisk(draw, scene, one, idmap, "uidMap"),
    drawOnDisk(draw, scene, one, idmap, "gidMap"),
  ];
  const to = [drawInside(draw, scene, one, "uidMap"), drawInside(draw, scene, one, "gidMap")];
  return {
    creds: [one],
    input: [
      0,
      idmap,
      flags,
      mounter,
      draw.pick(TYPES),
      [...owner(), drawMode(draw)],
      [
        ...owner(),
        draw.weighted([
          [3, () => 0o777],
          [2, () => 0o755],
          [2, () => 0o1777],
          [1, () => 0o2777],
          [2, () => drawMode(draw)],
        ]),
      ],
      ...to,
      drawMode(draw),
      drawMode(draw),
    ],
  };
}

/** How many of the operations open the file. */
const OPENS = 4;

/** Whether somebody reads from a FIFO, or drives a device, is not asked: ENXIO comes after the permissions. */
export function withoutDriver(errno: number, type: FileType): number {
  return errno === 6 && type !== "socket" ? 0 : errno;
}

function observe(reply: Reply, question: Case): readonly unknown[] {
  const [, , , , type] = inputOf(question);
  const results = reply.take(KINDS_OPS.length).map((errno, at) => (at < OPENS ? withoutDriver(errno, type) : errno));
  const inode = (): readonly number[] | null => {
    const exists = reply.next() === 1;
    const values = reply.take(3);
    return exists ? values : null;
  };
  const before = inode();
  const changed = (): readonly number[] | 0 | null => {
    const after = inode();
    return String(after) === String(before) ? 0 : after;
  };
  return [results, [changed(), changed(), changed(), changed(), inode(), inode()]];
}
