import { explain } from "../../../src/core/explain/kernel.ts";
import type { Process } from "../../../src/core/kernel/credentials/process.ts";
import { createMount, type Mount } from "../../../src/core/kernel/inode/mount.ts";
import { idmapMount } from "../../../src/core/kernel/mounts/idmap-mount.ts";
import {
  type NamespaceWay,
  setUserNamespace,
  setUserNamespaceOf,
} from "../../../src/core/kernel/userns/set-user-namespace.ts";
import { openSetgroups } from "../../../src/core/kernel/userns/setgroups-file.ts";
import { unshareUserNamespace } from "../../../src/core/kernel/userns/unshare-user-namespace.ts";
import { type CredentialRow, namespaceOf, numberOf, processOf } from "../../core/kernel/support/world.ts";
import type { Draw } from "../draw.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../group.ts";
import { drawPerson } from "../people.ts";
import type { Scene } from "../scene.ts";
import { person } from "../wire.ts";
import { capabilities } from "./identity.ts";

/** The ways into a namespace, in the helper's order; the first is a descriptor that is at hand. */
const WAYS = ["descriptor", "link", "pidfd"] as const;

/** Entering a user namespace that exists: the owner needs no capability, and has them all inside. */
export const joining: Group = {
  name: "join",
  schema: "userns-sim-live/join/1 cases",
  share: 2500,
  columns: ["errno", "uids", "gids", "permitted", "effective"],
  draw: (draw, scene) => {
    const { creds, input } = drawNear(draw, scene);
    return { creds, input: [...input, draw.pick(WAYS)] };
  },
  needs: ([, namespace]) => ({ namespaces: [namespace as number] }),
  command: (question) => {
    const [one, namespace, way] = question.input;
    return `join ${person(credentialsOf(question, one))} ${namespace} ${WAYS.indexOf(way as "link")}`;
  },
  observe: (reply) => [reply.next(), reply.four(), reply.four(), ...capabilities(reply)],
  answer: (question, setting) => {
    const decision = decideJoin(question, setting);
    const after = decision.value ?? callerOf(question, setting);
    const { ruid, euid, suid, fsuid, rgid, egid, sgid, fsgid, permitted, effective } = after;
    return [
      numberOf(decision.errno),
      [ruid, euid, suid, fsuid],
      [rgid, egid, sgid, fsgid],
      permitted.toString(16),
      effective.toString(16),
    ];
  },
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decideJoin(question, setting))],
};

/** Opening the file `setgroups` of the process that holds a namespace open, to write to it. */
export const openingSetgroups: Group = {
  name: "setgroups",
  schema: "userns-sim-live/setgroups/1 cases",
  share: 1000,
  columns: ["errno"],
  draw: drawNear,
  needs: ([, namespace]) => ({ namespaces: [namespace as number] }),
  command: (question) => `setgroups ${person(credentialsOf(question, question.input[0]))} ${question.input[1]}`,
  observe: (reply) => reply.take(1),
  answer: (question, setting) => [numberOf(decideSetgroups(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decideSetgroups(question, setting))],
};

/** Creating a user namespace. */
export const creating: Group = {
  name: "unshare",
  schema: "userns-sim-live/unshare/1 cases",
  share: 1200,
  columns: ["errno"],
  draw: (draw, scene) => ({ creds: [drawPerson(draw, scene)], input: [0, draw.chance(10) ? 1 : 0] }),
  needs: () => ({}),
  command: (question) => `unshare ${person(credentialsOf(question, question.input[0]))} ${question.input[1]}`,
  observe: (reply) => reply.take(1),
  answer: (question, setting) => [numberOf(decideUnshare(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decideUnshare(question, setting))],
  unsupported: (_question, { restrictsNamespaces }) => restrictsNamespaces,
};

/** What a mount is before its IDs are mapped. */
const KINDS = ["detached", "attached", "idmapped", "procfs", "fuse", "asking-fuse", "written"] as const;

/** Attaching the maps of a namespace to a mount. */
export const idmapping: Group = {
  name: "idmap",
  schema: "userns-sim-live/idmap/1 cases",
  share: 1300,
  columns: ["errno"],
  draw: (draw, scene) => {
    const mapped = Object.keys(scene.mounts)
      .map(Number)
      .filter((id) => id > 0 && id < 500);
    const some = draw.chance(60) ? drawPerson(draw, scene, { namespace: 0 }) : drawPerson(draw, scene);
    const one: CredentialRow = draw.chance(55) ? [0, some[1], some[2], some[3], ROOT, ROOT, ""] : some;
    return {
      creds: [one],
      input: [0, draw.pick(KINDS), draw.int(scene.namespaces.length + 1), mapped.length === 0 ? 0 : draw.pick(mapped)],
    };
  },
  needs: ([, , namespace, before]) => ({ namespaces: [namespace as number, before as number] }),
  command: (question) => {
    const [one, kind, namespace, before] = question.input;
    return ["idmap", person(credentialsOf(question, one)), KINDS.indexOf(kind as "detached"), namespace, before].join(
      " ",
    );
  },
  observe: (reply) => reply.take(1),
  answer: (question, setting) => [numberOf(decideIdmap(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decideIdmap(question, setting))],
  unsupported: ({ input: [, kind] }, { idmappedMounts, served }) =>
    idmappedMounts ?? (kind === "fuse" || kind === "asking-fuse" ? served : undefined),
};

/** What root has on every machine. */
const ROOT = "1fffeffffff";

function four(id: number): CredentialRow[1] {
  return [id, id, id, id];
}

/** A namespace, and somebody who more often than not has to do with it. */
export function drawNear(draw: Draw, scene: Scene): Case {
  const row = draw.pick(scene.namespaces);
  const isOwner = draw.chance(40);
  const like: CredentialRow = [row.parent, four(row.owner), four(row.group), [], "0", "0", ""];
  const one = isOwner ? drawPerson(draw, scene, { namespace: row.parent, like }) : drawPerson(draw, scene);
  const other = draw.chance(8) ? one[0] : draw.int(scene.namespaces.length + 1);
  return { creds: [one], input: [0, isOwner ? row.id : other] };
}

/** The process that holds a namespace open: its creator, who has all capabilities in it; the helper itself for the host. */
function holderOf({ world }: Setting, id: number): Process {
  const { owner, group } = namespaceOf(world, id);
  const all = id === 0 ? ROOT : "1ffffffffff";
  const memoryNamespace = namespaceOf(world, 0);
  return { ...processOf(world, [id, four(owner), four(group), [], all, all, ""]), memoryNamespace };
}

function callerOf(question: Case, { world }: Setting): Process {
  return processOf(world, credentialsOf(question, question.input[0]));
}

function decideJoin(question: Case, setting: Setting): ReturnType<typeof setUserNamespace> {
  const [, namespace, way] = question.input as readonly [number, number, (typeof WAYS)[number]];
  const caller = callerOf(question, setting);
  if (way === "descriptor") return setUserNamespace(caller, namespaceOf(setting.world, namespace));
  return setUserNamespaceOf(caller, holderOf(setting, namespace), way satisfies NamespaceWay);
}

function decideSetgroups(question: Case, setting: Setting): ReturnType<typeof openSetgroups> {
  return openSetgroups(callerOf(question, setting), holderOf(setting, question.input[1] as number));
}

function decideUnshare(question: Case, setting: Setting): ReturnType<typeof unshareUserNamespace> {
  return unshareUserNamespace({ ...callerOf(question, setting), chrooted: question.input[1] === 1 }, "new");
}

function decideIdmap(question: Case, setting: Setting): ReturnType<typeof idmapMount> {
  const [, kind, namespace, before] = question.input as readonly [number, (typeof KINDS)[number], number, number];
  const isServed = kind === "fuse" || kind === "asking-fuse";
  const superblock = {
    type: kind === "procfs" ? "proc" : isServed ? "fuse" : "tmpfs",
    allowsIdmap: kind === "asking-fuse",
  };
  const { uidMap: uid, gidMap: gid } = namespaceOf(setting.world, before);
  const mount: Mount = createMount({
    superblock,
    attached: kind === "attached",
    ...(kind === "idmapped" && { idmap: { uid, gid } }),
  });
  return idmapMount(callerOf(question, setting), mount, namespaceOf(setting.world, namespace), {
    hasWriter: kind === "written",
  });
}
