import { explain } from "../../../src/core/explain/kernel.ts";
import type { Decision } from "../../../src/core/kernel/decision/decision.ts";
import type { Inode } from "../../../src/core/kernel/inode/file.ts";
import { ACCESS_INPUTS, type AccessInput, answerAccess, decideAccess } from "../../core/kernel/support/access.ts";
import type { CredentialRow } from "../../core/kernel/support/world.ts";
import type { Draw } from "../draw.ts";
import { type Case, credentialsOf, type Group, type Setting, vectorsOf } from "../group.ts";
import { drawInside, drawMode, drawMount, drawOnDisk, drawPerson } from "../people.ts";
import type { Scene } from "../scene.ts";
import { person, type Reply } from "../wire.ts";

/** What {@link groupOfFiles} needs to know. */
interface FilesOptions extends Pick<Group, "name" | "schema" | "share"> {
  /** The helper's command. */
  readonly verb: string;
  /** Draws who asks, and the number of the mount. */
  readonly drawPlace: (draw: Draw, scene: Scene) => readonly [CredentialRow, mount: number];
  /** What a file on the mount is to those who ask; itself unless given. */
  readonly through?: (file: Inode) => Inode;
  /** Why this machine cannot say. */
  readonly unsupported: Group["unsupported"];
}

/** The operations, in the order in which the helper does them. */
export const FILE_OPS = [
  "r",
  "w",
  "x",
  "rw",
  "access_r",
  "access_w",
  "open_r",
  "open_w",
  "chown_u",
  "chown_g",
  "chown_ug",
  "chmod",
  "utimes_now",
  "utimes_set",
  "stat",
  "create",
  "mkdir",
  "unlink",
  "rename",
  "link",
  "mknod_chr",
  "mknod_whiteout",
  "mkfifo",
  "setfcap",
  "dir_r",
  "dir_w",
  "dir_x",
  "chown_noop",
  "exec",
] as const;

type FileOp = (typeof FILE_OPS)[number];

/** The operations behind the columns after the first, for each of which there are as many as it has entries. */
const BEHIND: readonly (readonly FileOp[])[] = [
  ["stat"],
  ["open_w", "chown_u", "chown_g", "chown_ug", "chmod"],
  ["create"],
  ["mkdir"],
  ["chown_noop"],
  ["setfcap"],
];

/** 29 operations on files, on plain and idmapped mounts. */
export const files: Group = groupOfFiles({
  name: "files",
  schema: "userns-kernel/access/1 cases",
  share: 30_000,
  verb: "files",
  drawPlace: (draw, scene) => {
    const one = drawPerson(draw, scene);
    return [one, drawMount(draw, scene, one)];
  },
  unsupported: ({ input: [, mount] }, { idmappedMounts }) => (mount === 0 ? undefined : idmappedMounts),
});

/** The same operations on files wherever they are found. */
export function groupOfFiles({ verb, drawPlace, through, unsupported, ...named }: FilesOptions): Group {
  const answer = (question: Case, setting: Setting): readonly unknown[] =>
    answerAccess(setting.world, { ...vectorsOf(question, setting), ops: FILE_OPS }, inputOf(question), through);
  return {
    ...named,
    columns: ["results", "stat", "post", "created", "mkdired", "noop", "fcap"],
    draw: (draw, scene) => drawCase(draw, scene, ...drawPlace(draw, scene)),
    needs: ([, mount]) => ({ mounts: [mount as number] }),
    command: (question) => `${verb} ${argumentsOf(question)}`,
    observe,
    answer,
    outcomes: ([results]) => results as readonly number[],
    explain: (question, setting, observed) => {
      const vectors = vectorsOf(question, setting);
      const { decisions } = decideAccess(setting.world, vectors, inputOf(question), through);
      const told: Readonly<Record<FileOp, Decision<unknown>>> = decisions;
      return differing(observed, answer(question, setting)).map((op) => `${op}: ${explain(told[op])}`);
    },
    unsupported: (question, machine) => machine.protectedHardlinks ?? unsupported?.(question, machine),
    repair: repairAcl,
  };
}

type Acl = NonNullable<AccessInput[3]>;

function inputOf({ input }: Case): AccessInput {
  return input.slice(0, ACCESS_INPUTS) as unknown as AccessInput;
}

function drawCase(draw: Draw, scene: Scene, one: CredentialRow, mount: number): Case {
  const uid = (): number => drawOnDisk(draw, scene, one, mount, "uidMap");
  const gid = (): number => drawOnDisk(draw, scene, one, mount, "gidMap");
  const fileMode = drawMode(draw);
  const acl = draw.chance(20) ? drawAcl(draw, fileMode, uid, gid) : null;
  const directoryMode = draw.weighted([
    [4, () => 0o777],
    [3, () => 0o755],
    [3, () => 0o1777],
    [1, () => 0o2775],
    [3, () => drawMode(draw) | draw.pick([0, 0o1000])],
  ]);
  const keep = draw.chance(3);
  return {
    creds: [one],
    input: [
      0,
      mount,
      [uid(), gid(), fileMode],
      acl,
      [uid(), gid(), directoryMode],
      [uid(), gid()],
      keep ? 4294967295 : drawInside(draw, scene, one, "uidMap"),
      drawInside(draw, scene, one, "gidMap"),
      drawMode(draw),
      drawMode(draw),
    ],
  };
}

function drawAcl(draw: Draw, mode: number, uid: () => number, gid: () => number): Acl {
  const permissions = (): number => draw.int(8);
  const users = draw.times(draw.int(3), () => ["u", uid(), permissions()] as const);
  const groups = draw.times(draw.int(3), () => ["g", gid(), permissions()] as const);
  const mask =
    users.length + groups.length > 0 || draw.chance(30) ? [["m", 0, draw.chance(50) ? 7 : permissions()] as const] : [];
  const entries = [
    ["u:", 0, permissions()],
    ...users,
    ["g:", 0, permissions()],
    ...groups,
    ...mask,
    ["o", 0, permissions()],
  ] as const;
  return [modeAfter(mode, entries), entries];
}

/** Setting an ACL changes the mode: the bits of the group are the mask. */
function modeAfter(mode: number, entries: Acl[1]): number {
  const bits = (tag: string): number | undefined => entries.find(([other]) => other === tag)?.[2];
  return (mode & 0o7000) | ((bits("u:") ?? 0) << 6) | ((bits("m") ?? bits("g:") ?? 0) << 3) | (bits("o") ?? 0);
}

function repairAcl(input: readonly unknown[]): readonly unknown[] {
  const [credentials, mount, file, acl, ...others] = input as unknown as AccessInput;
  return [credentials, mount, file, acl === null ? null : [modeAfter(file[2], acl[1]), acl[1]], ...others];
}

function argumentsOf(question: Case): string {
  const [credentials, mount, file, acl, directory, victim, toUid, toGid, mode, createMode] = inputOf(question);
  const entries = (acl?.[1] ?? []).map(([tag, id, permissions]) => [
    TAGS[tag],
    tag === "u" || tag === "g" ? id : 4294967295,
    permissions,
  ]);
  return [
    person(credentialsOf(question, credentials)),
    mount,
    ...file,
    acl?.[0] ?? 0,
    entries.length,
    ...entries.flat(),
    ...directory,
    ...victim,
    toUid,
    toGid,
    mode,
    createMode,
  ].join(" ");
}

/** `ACL_USER_OBJ` and its like. */
const TAGS: Readonly<Record<string, number>> = { "u:": 1, u: 2, "g:": 4, g: 8, m: 16, o: 32 };

function observe(reply: Reply): readonly unknown[] {
  const results = reply.take(FILE_OPS.length);
  const stat = reply.take(2);
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
  const post = [changed(), changed(), changed(), changed(), changed()];
  const noop = changed();
  const created = inode();
  const made = inode();
  const [size = 0, rootId = 0] = reply.take(2);
  const capability = size === 0 ? null : size === 24 ? `v3:${rootId}` : "v2";
  const isShown = results[FILE_OPS.indexOf("stat")] === 0;
  return [results, isShown ? stat : [0, 0], post, created, made, noop, capability];
}

/** The operations that the two do not agree about, by their errors or by what they change. */
function differing(observed: readonly unknown[], computed: readonly unknown[]): readonly FileOp[] {
  const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
  const entry = (column: unknown, at: number): unknown => (column as readonly unknown[])[at];
  const byError = FILE_OPS.filter((_op, at) => differs(entry(observed[0], at), entry(computed[0], at)));
  const byEffect = BEHIND.flatMap((ops, at) => {
    const [kernel, model] = [observed[at + 1], computed[at + 1]];
    if (!differs(kernel, model)) return [];
    return ops.length === 1 ? ops : ops.filter((_op, index) => differs(entry(kernel, index), entry(model, index)));
  });
  return [...new Set([...byError, ...byEffect])];
}
