import * as fc from "fast-check";
import { createIdMap, type IdMap } from "../../../../src/core/idmap/id-map.ts";
import type { GivenAcl } from "../../../../src/core/kernel/attributes/set-acl.ts";
import { ALL_CAPABILITIES, type CapabilitySet } from "../../../../src/core/kernel/credentials/capability.ts";
import { createProcess, type PidNamespace, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import type { Errno } from "../../../../src/core/kernel/decision/errno.ts";
import type { Acl } from "../../../../src/core/kernel/inode/acl.ts";
import { existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { createMount, type Mount } from "../../../../src/core/kernel/inode/mount.ts";
import * as decisions from "../../../../src/kernel.ts";
import * as errnos from "../../../../src/kernel-errno.ts";

/** Everything a question may be about, drawn at random from few values, so that they often meet. */
export interface Situation {
  readonly process: Process;
  readonly target: Process;
  readonly file: Inode;
  readonly other: Inode;
  readonly directory: Inode;
  readonly mount: Mount;
  readonly namespace: UserNamespace;
  readonly ids: readonly [number, number, number];
  readonly mode: number;
  readonly text: string;
}

/** The questions of either entry: with steps, and without. */
type Kernel = typeof decisions | typeof errnos;

/** A question in both forms. */
export interface Question {
  readonly name: string;
  readonly ask: (situation: Situation) => Decision<unknown>;
  readonly askFast: (situation: Situation) => Errno | undefined;
}

const HOST_IDS = [0, 1000, 65534, 65536, 65537, 66536, 131072] as const;
const INSIDE_IDS = [0, 1, 1000, 65534, 65536, 4294967295] as const;

/** Few IDs of the kernel. */
const kernelId = fc.constantFrom(...HOST_IDS);

/** Few sets of capabilities: none, all, and small ones. */
const capabilities: fc.Arbitrary<CapabilitySet> = fc.oneof(
  fc.constantFrom(0, ALL_CAPABILITIES),
  fc.nat(ALL_CAPABILITIES),
);

function mapFrom(start: number): IdMap {
  const map = createIdMap([{ containerId: 0, hostId: start, size: 65536 }]);
  if (!map.ok) throw new Error("expected a map");
  return map.value;
}

/** Five namespaces: the host, two pods with ranges of their own, one below the first pod, one without maps. */
export function namespaces(): readonly UserNamespace[] {
  const host = initialNamespace();
  const maps = { uid: mapFrom(65536), gid: mapFrom(65536) };
  const a = createUserNamespace(host, { id: "pod-a", maps });
  const b = createUserNamespace(host, {
    id: "pod-b",
    owner: 1000,
    maps: { uid: mapFrom(131072), gid: mapFrom(131072) },
  });
  const inner = createUserNamespace(a, { id: "inner", owner: 65536, maps });
  return [host, a, b, inner, createUserNamespace(host, { id: "fresh", owner: 1000, group: 1000 })];
}

const namespace: fc.Arbitrary<UserNamespace> = fc.nat(4).map((at) => namespaces()[at] as UserNamespace);

const mount: fc.Arbitrary<Mount> = fc
  .record({
    at: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
    owner: fc.constantFrom(0, 0, 0, 1),
    type: fc.constantFrom("ext4", "tmpfs", "proc", "mqueue", "cgroup2", "fuse"),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
    rarely: fc.nat(9),
  })
  .map(({ at, owner, type, flags, rarely }) => {
    const all = namespaces();
    const idmap = at === undefined ? undefined : all[at];
    const on = (index: number): boolean => rarely === 0 && flags[index] === true;
    return createMount({
      ...(idmap && { idmap: { uid: idmap.uidMap, gid: idmap.gidMap } }),
      readOnly: on(0),
      nosuid: on(1),
      noexec: on(2),
      nodev: on(3),
      attached: flags[5],
      superblock: { type, userNamespace: all[owner] as UserNamespace, readOnly: on(4), allowsIdmap: flags[4] },
    });
  });

const process: fc.Arbitrary<Process> = fc
  .record({
    userNamespace: namespace,
    base: kernelId,
    changes: fc.dictionary(
      fc.constantFrom("ruid", "euid", "suid", "fsuid", "rgid", "egid", "sgid", "fsgid"),
      kernelId,
      { maxKeys: 2, noNullPrototype: true },
    ),
    groups: fc.array(kernelId, { maxLength: 2 }),
    sets: fc.tuple(capabilities, capabilities, capabilities),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
    session: fc.constantFrom(undefined, "a", "b"),
    memory: namespace,
  })
  .map(({ userNamespace, base, changes, groups, sets, flags, session, memory }): Process => {
    const [permitted, effective, inheritable] = sets;
    const ids = { ruid: base, euid: base, suid: base, fsuid: base, rgid: base, egid: base, sgid: base, fsgid: base };
    return {
      ...createProcess(),
      userNamespace,
      ...ids,
      ...changes,
      groups,
      permitted,
      effective,
      inheritable,
      securebits: { noRoot: flags[0] && flags[1], noSetuidFixup: flags[1] && flags[2], keepCaps: flags[2] && flags[3] },
      noNewPrivs: flags[3] && flags[4],
      dumpable: flags[4],
      memoryNamespace: flags[5] ? memory : userNamespace,
      session,
      threadGroup: flags[5] && flags[6] ? "same" : undefined,
      multiThreaded: flags[0] && flags[6],
      chrooted: flags[1] && flags[6],
      sharesDirectories: flags[0] && flags[5],
      mountNamespace: { id: "host", owner: flags[2] ? userNamespace : (namespaces()[0] as UserNamespace) },
      networkNamespace: { id: "host", owner: flags[3] ? userNamespace : (namespaces()[0] as UserNamespace) },
      pidNamespace: { id: "host", owner: flags[4] ? userNamespace : (namespaces()[0] as UserNamespace) },
      ipcNamespace: { id: "host", owner: flags[5] ? userNamespace : (namespaces()[0] as UserNamespace) },
      cgroupNamespace: { id: "host", owner: flags[6] ? userNamespace : (namespaces()[0] as UserNamespace) },
      utsNamespace: { id: "host", owner: flags[0] ? userNamespace : (namespaces()[0] as UserNamespace) },
      timeNamespace: { id: "host", owner: flags[1] ? userNamespace : (namespaces()[0] as UserNamespace) },
      pidNamespaceForChildren: flags[0] && flags[1] ? { id: "made", owner: userNamespace } : undefined,
      timeNamespaceForChildren: flags[2] && flags[4] ? { id: "made", owner: userNamespace } : undefined,
    };
  });

const file = (type: fc.Arbitrary<Inode["type"]>): fc.Arbitrary<Inode> =>
  fc
    .record({
      type,
      uid: kernelId,
      gid: kernelId,
      mode: fc.oneof(fc.nat(0o7777), fc.constantFrom(0o644, 0o600, 0o755, 0o777, 0o1777, 0o4755)),
      mount,
      acl: fc.option(fc.tuple(kernelId, kernelId, fc.nat(7), fc.nat(7)), { nil: undefined, freq: 4 }),
      root: fc.option(fc.constantFrom(undefined, 0, 65536), { nil: null }),
      rarely: fc.nat(9),
    })
    .map(({ type, uid, gid, mode, mount, acl, root, rarely }) =>
      existingFile({
        type,
        uid,
        gid,
        mode,
        mount,
        immutable: rarely === 0,
        ...(acl && { acl: listOf(...acl) }),
        ...(acl && type === "directory" && { defaultAcl: listOf(...acl) }),
        ...(root !== null && {
          capability: { permitted: 0x421, inheritable: 1, effective: rarely % 2 === 0, rootId: root },
        }),
      }),
    );

function listOf(uid: number, gid: number, mask: number, permissions: number): Acl {
  return [
    { tag: "owner", permissions: 7 },
    { tag: "user", id: uid, permissions: mask },
    { tag: "owning-group", permissions },
    { tag: "group", id: gid, permissions },
    { tag: "mask", permissions: mask },
    { tag: "other", permissions },
  ];
}

/** A list as somebody inside would give it. */
function givenOf(uid: number, gid: number): GivenAcl {
  return listOf(uid, gid, 4, 2) as unknown as GivenAcl;
}

const anyType = fc.constantFrom(
  "regular",
  "regular",
  "regular",
  "directory",
  "symlink",
  "fifo",
  "character-device",
  "socket",
) as fc.Arbitrary<Inode["type"]>;

/** A situation. */
export const situation: fc.Arbitrary<Situation> = fc
  .record({
    process,
    target: process,
    file: file(anyType),
    other: file(anyType),
    directory: file(fc.constant("directory")),
    mount,
    namespace,
    ids: fc.tuple(fc.constantFrom(...INSIDE_IDS), fc.constantFrom(...INSIDE_IDS), fc.constantFrom(...INSIDE_IDS)),
    mode: fc.nat(0o7777),
    text: fc.constantFrom("0 0 1", "0 1000 1", "0 65536 65536", "5 5 5\n", "deny", "allow", "nonsense", ""),
    inside: fc.boolean(),
  })
  .map(({ inside, ...rest }) => (inside ? { ...rest, file: { ...rest.file, directory: rest.directory } } : rest));

/** Every question there is, in both forms. */
export const questions: readonly Question[] = [
  q("openFile r", (kernel, s) => kernel.openFile(s.process, s.file, "r")),
  q("openFile w", (kernel, s) => kernel.openFile(s.process, s.file, "w")),
  q("openFile rw", (kernel, s) => kernel.openFile(s.process, s.file, "rw")),
  q("openFile noatime", (kernel, s) => kernel.openFile(s.process, s.file, "r-noatime")),
  ...(["r-create", "w-create", "rw-create"] as const).map((mode) =>
    q(`openFile ${mode}`, (kernel, s) => kernel.openFile(s.process, { ...s.file, directory: s.directory }, mode)),
  ),
  q("followLink", (kernel, s) => kernel.followLink(s.process, { ...s.file, type: "symlink", directory: s.directory })),
  q("accessFile", (kernel, s) => kernel.accessFile(s.process, s.file, "rx")),
  q("effectiveAccess", (kernel, s) => kernel.effectiveAccess(s.process, s.file, "rwx")),
  q("statFile", (kernel, s) => kernel.statFile(s.process, s.file)),
  q("chownFile", (kernel, s) => kernel.chownFile(s.process, s.file, s.ids[0], s.ids[1])),
  q("chmodFile", (kernel, s) => kernel.chmodFile(s.process, s.file, s.mode)),
  q("utimesFile now", (kernel, s) => kernel.utimesFile(s.process, s.file, "now")),
  q("utimesFile given", (kernel, s) => kernel.utimesFile(s.process, s.file, "given")),
  q("setFileCapability", (kernel, s) => kernel.setFileCapability(s.process, s.file, { permitted: 1 })),
  q("readFileCapability", (kernel, s) => kernel.readFileCapability(s.process, s.file)),
  q("removeFileCapability", (kernel, s) => kernel.removeFileCapability(s.process, s.file)),
  ...["user.a", "trusted.a", "security.a", "security.capability"].flatMap((name) =>
    (["get", "set", "remove"] as const).map((access) =>
      q(`accessAttribute ${name} ${access}`, (kernel, s) => kernel.accessAttribute(s.process, s.file, name, access)),
    ),
  ),
  q("accessAttribute of a directory", (kernel, s) => kernel.accessAttribute(s.process, s.directory, "user.a", "set")),
  q("setAcl access", (kernel, s) => kernel.setAcl(s.process, s.file, "access", givenOf(s.ids[0], s.ids[1]))),
  q("setAcl default", (kernel, s) => kernel.setAcl(s.process, s.file, "default", givenOf(s.ids[0], s.ids[1]))),
  q("setAcl, out of order", (kernel, s) => kernel.setAcl(s.process, s.file, "access", [...givenOf(0, 0)].reverse())),
  q("setAcl, taken away", (kernel, s) => kernel.setAcl(s.process, s.file, "default", undefined)),
  q("createFile", (kernel, s) => kernel.createFile(s.process, s.directory, s.mode)),
  q("createDirectory", (kernel, s) => kernel.createDirectory(s.process, s.directory, s.mode)),
  q("mknod", (kernel, s) => kernel.mknod(s.process, s.directory, "character-device", s.mode)),
  q("unlinkFile", (kernel, s) => kernel.unlinkFile(s.process, s.directory, s.file)),
  q("renameFile", (kernel, s) => kernel.renameFile(s.process, s.directory, s.file, s.directory, s.other)),
  q("linkFile", (kernel, s) => kernel.linkFile(s.process, s.file, s.directory)),
  q("linkFile, one mount", (kernel, s) =>
    kernel.linkFile(s.process, { ...s.file, mount: s.directory.mount }, s.directory),
  ),
  q("execFile", (kernel, s) => kernel.execFile(s.process, s.file)),
  q("execFile, traced", (kernel, s) => kernel.execFile({ ...s.process, noNewPrivs: false, tracer: s.target }, s.file)),
  q("execFile, sharing its directories", (kernel, s) =>
    kernel.execFile({ ...s.process, noNewPrivs: false, sharesDirectories: true }, s.file),
  ),
  q("execScript", (kernel, s) => kernel.execScript(s.process, s.file, s.other)),
  q("hasCapability", (kernel, s) => kernel.hasCapability(s.process, s.namespace, "CAP_SYS_ADMIN")),
  q("unshareUserNamespace", (kernel, s) => kernel.unshareUserNamespace(s.process, "new")),
  q("setUserNamespace", (kernel, s) => kernel.setUserNamespace(s.process, s.namespace)),
  q("chargeUser", (kernel, s) => kernel.chargeUser(s.process, "inotifyInstances", { "host/0": 128 })),
  q("openIdMap", (kernel, s) => kernel.openIdMap(s.process, s.target, "rw")),
  q("writeIdMap uid", (kernel, s) => kernel.writeIdMap(s.process, s.namespace, "uid", s.text)),
  q("writeIdMap gid", (kernel, s) => kernel.writeIdMap(s.process, s.namespace, "gid", s.text)),
  q("writeIdMap projid", (kernel, s) => kernel.writeIdMap(s.process, s.namespace, "projid", s.text)),
  ...decisions.NAMESPACE_WAYS.map((way) =>
    q(`setUserNamespaceOf ${way}`, (kernel, s) => kernel.setUserNamespaceOf(s.process, s.target, way)),
  ),
  ...decisions.OWNED_KINDS.flatMap((kind) => [
    q(`setNamespace ${kind}`, (kernel, s) => kernel.setNamespace(s.process, kind, ofKind(s.namespace, s.mode))),
    ...decisions.NAMESPACE_WAYS.map((way) =>
      q(`setNamespaceOf ${kind} ${way}`, (kernel, s) => kernel.setNamespaceOf(s.process, s.target, kind, way)),
    ),
  ]),
  q("setNamespacesOf", (kernel, s) => kernel.setNamespacesOf(s.process, s.target, ["mnt", "time", "user", "pid"])),
  ...decisions.NAMESPACE_KINDS.map((kind) =>
    q(`unshareNamespaces ${kind}`, (kernel, s) => kernel.unshareNamespaces(s.process, [kind], "new")),
  ),
  q("unshareNamespaces", (kernel, s) => kernel.unshareNamespaces(s.process, ["time", "pid", "user", "net"], "new")),
  q("setHostName", (kernel, s) => kernel.setHostName(s.process, s.mode % 80)),
  q("writeTimeOffsets", (kernel, s) => kernel.writeTimeOffsets(s.process, s.target, s.mode % 3 === 0)),
  q("openSetgroups", (kernel, s) => kernel.openSetgroups(s.process, s.target)),
  q("writeSetgroups", (kernel, s) => kernel.writeSetgroups(s.namespace, s.text)),
  q("setuid", (kernel, s) => kernel.setuid(s.process, s.ids[0])),
  q("setreuid", (kernel, s) => kernel.setreuid(s.process, s.ids[0], s.ids[1])),
  q("setresuid", (kernel, s) => kernel.setresuid(s.process, ...s.ids)),
  q("setgid", (kernel, s) => kernel.setgid(s.process, s.ids[0])),
  q("setregid", (kernel, s) => kernel.setregid(s.process, s.ids[0], s.ids[1])),
  q("setresgid", (kernel, s) => kernel.setresgid(s.process, ...s.ids)),
  q("setgroups", (kernel, s) => kernel.setgroups(s.process, s.ids.slice(0, 2))),
  q("sendSignal", (kernel, s) => kernel.sendSignal(s.process, s.target, 18)),
  q("sendSignal, any number", (kernel, s) => kernel.sendSignal(s.process, s.target, s.mode)),
  ...decisions.PROCESS_ACCESSES.map((what) =>
    q(`accessProcess ${what}`, (kernel, s) => kernel.accessProcess(s.process, s.target, what)),
  ),
  ...decisions.PROCESS_CONTROLS.map((what) =>
    q(`controlProcess ${what}`, (kernel, s) => kernel.controlProcess(s.process, s.target, what, s.mode % 2 === 0)),
  ),
  q("idmapMount", (kernel, s) => kernel.idmapMount(s.process, s.mount, s.namespace, { hasWriter: s.mode % 3 === 0 })),
  q("mountFilesystem", (kernel, s) => kernel.mountFilesystem(s.process, s.mount.superblock.type, { covered: true })),
  q("mountFilesystem uid=", (kernel, s) => kernel.mountFilesystem(s.process, "tmpfs", { uid: s.ids[0] })),
  q("sendCredentials", (kernel, s) => kernel.sendCredentials(s.process, s.ids[0], s.ids[1])),
  q("bindPort", (kernel, s) => kernel.bindPort(s.process, s.mode)),
  q("openRawSocket", (kernel, s) => kernel.openRawSocket(s.process)),
  q("setPingGroups", (kernel, s) => kernel.setPingGroups(s.process, s.ids[0], s.ids[1])),
];

/** A namespace of another kind: the host's, or one below that. */
function ofKind(owner: UserNamespace, mode: number): PidNamespace {
  return mode % 2 === 0 ? { id: "host", owner } : { id: "other", owner };
}

function q(name: string, ask: (kernel: Kernel, situation: Situation) => unknown): Question {
  return {
    name,
    ask: (situation) => ask(decisions, situation) as Decision<unknown>,
    askFast: (situation) => ask(errnos, situation) as Errno | undefined,
  };
}
