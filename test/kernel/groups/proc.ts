import { explain } from "../../../src/core/explain/kernel.ts";
import { OVERFLOW_ID } from "../../../src/core/id/id.ts";
import { toContainerOrOverflow } from "../../../src/core/idmap/translate.ts";
import { effectiveAccess } from "../../../src/core/kernel/fs/access-file.ts";
import { openFile } from "../../../src/core/kernel/fs/open-file.ts";
import { existingDirectory, existingFile, type Inode } from "../../../src/core/kernel/inode/file.ts";
import type { Access } from "../../../src/core/kernel/inode/mode.ts";
import { createMount } from "../../../src/core/kernel/inode/mount.ts";
import { procFile } from "../../../src/core/kernel/inode/proc-file.ts";
import type { Sysctl } from "../../../src/core/kernel/inode/sysctl.ts";
import { namespaceOf, numberOf, processOf } from "../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../group.ts";
import { drawPerson } from "../people.ts";
import { person } from "../wire.ts";
import { drawPair } from "./processes.ts";

/** The modes of `.`, `task`, `attr`, `net`, `ns`, `fd` and `map_files`, in the helper's order. */
const MODES = [0o555, 0o555, 0o555, 0o555, 0o511, 0o500, 0o500];

/** The directories of `/proc/PID`: whose they are, and who may list them. */
export const procDirectories: Group = {
  name: "proc-directory",
  schema: "userns-sim-live/proc-directory/1 cases",
  share: 1500,
  columns: ["directories"],
  draw: (draw, scene) => {
    const [opener, target] = drawPair(draw, scene);
    const [namespace, uids, gids, groups, effective, permitted] = target;
    const flags = draw.chance(40) ? "n" : "";
    return { creds: [opener, [namespace, uids, gids, groups, effective, permitted, flags]], input: [0, 1] };
  },
  needs: () => ({}),
  command: (question) => ["directories", ...question.creds.map(person)].join(" "),
  observe: (reply) => [MODES.map(() => reply.take(3))],
  answer: (question, setting) => [
    MODES.map((mode) => {
      const [opener, directory] = [openerOf(question, setting), directoryOf(question, setting, mode)];
      const { uidMap, gidMap } = opener.userNamespace;
      const shown = [
        toContainerOrOverflow(uidMap, directory.uid, OVERFLOW_ID),
        toContainerOrOverflow(gidMap, directory.gid, OVERFLOW_ID),
      ];
      return [numberOf(openFile(opener, directory, "r").errno), ...shown];
    }),
  ],
  outcomes: ([directories]) => (directories as readonly (readonly number[])[]).map(([errno = 0]) => errno),
  explain: (question, setting) =>
    MODES.map((mode) => explain(openFile(openerOf(question, setting), directoryOf(question, setting, mode), "r"))),
};

function openerOf(question: Case, { world }: Setting): ReturnType<typeof processOf> {
  return processOf(world, credentialsOf(question, question.input[0]));
}

function directoryOf(question: Case, { world }: Setting, mode: number): Inode {
  const target = processOf(world, credentialsOf(question, question.input[1]));
  return procFile({ ...target, memoryNamespace: namespaceOf(world, 0) }, mode, "directory");
}

/** Below `/proc/sys`, in the helper's order: the table, and the mode of a file; directories have none. */
const SETTINGS = [
  ["kernel/core_pattern", "global", 0o644],
  ["kernel/ngroups_max", "global", 0o444],
  ["kernel", "global", undefined],
  ["net/ipv4/ping_group_range", "net", 0o644],
  ["net/ipv4", "net", undefined],
  ["user/max_net_namespaces", "user", 0o644],
  ["user", "user", undefined],
] as const;

const NAMES = SETTINGS.map(([name]) => name);

const WANTED = ["x", "w", "wx", "r", "rx", "rw", "rwx"] as const satisfies readonly Access[];

/** The settings of the kernel: in `net` and `user` an administrator is given the owner's bits. */
export const sysctls: Group = {
  name: "sysctl",
  schema: "userns-sim-live/sysctl/1 cases",
  share: 1200,
  columns: ["access", "read", "write"],
  draw: (draw, scene) => {
    const owner = draw.pick(scene.homes);
    const who = draw.chance(35) ? drawPerson(draw, scene, { namespace: owner }) : drawPerson(draw, scene);
    return { creds: [who], input: [0, owner, draw.pick(NAMES)] };
  },
  needs: ([, owner]) => ({ homes: [owner as number] }),
  command: (question) => {
    const [who, owner, name] = question.input;
    return ["sysctl", person(credentialsOf(question, who)), owner, NAMES.indexOf(name as "kernel")].join(" ");
  },
  observe: (reply) => [reply.take(WANTED.length), reply.next(), reply.next()],
  answer: (question, setting) => {
    const [process, file] = [openerOf(question, setting), settingOf(question, setting)];
    return [
      WANTED.map((want) => numberOf(effectiveAccess(process, file, want).errno)),
      numberOf(openFile(process, file, "r").errno),
      numberOf(openFile(process, file, "w").errno),
    ];
  },
  outcomes: ([access, read, write]) => [...(access as readonly number[]), read as number, write as number],
  explain: (question, setting) => {
    const [process, file] = [openerOf(question, setting), settingOf(question, setting)];
    return WANTED.map((want) => `${want}: ${explain(effectiveAccess(process, file, want))}`);
  },
  unsupported: (_question, { network }) => network,
};

function settingOf(question: Case, { world }: Setting): Inode {
  const [who, owner, asked] = question.input as readonly [number, number, string];
  const [, table, mode] = SETTINGS[NAMES.indexOf(asked as "kernel")] ?? SETTINGS[0];
  const { userNamespace } = processOf(world, credentialsOf(question, who));
  const sysctl: Sysctl =
    table === "global" ? { table } : { table, namespace: table === "net" ? namespaceOf(world, owner) : userNamespace };
  const mount = createMount({ superblock: { type: "proc" } });
  return mode === undefined ? existingDirectory({ mode: 0o555, sysctl, mount }) : existingFile({ mode, sysctl, mount });
}
