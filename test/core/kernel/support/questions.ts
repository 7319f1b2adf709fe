import * as fc from "fast-check";
import { createIdMap, type IdMap } from "../../../../src/core/idmap/id-map.ts";
import {
  accessFile,
  accessFileErrno,
  effectiveAccess,
  effectiveAccessErrno,
} from "../../../../src/core/kernel/access-file.ts";
import { accessProcess, accessProcessErrno, PROCESS_ACCESSES } from "../../../../src/core/kernel/access-process.ts";
import { ALL_CAPABILITIES, type CapabilitySet } from "../../../../src/core/kernel/capability.ts";
import { chargeUser, chargeUserErrno } from "../../../../src/core/kernel/charges.ts";
import { chmodFile, chmodFileErrno } from "../../../../src/core/kernel/chmod-file.ts";
import { chownFile, chownFileErrno } from "../../../../src/core/kernel/chown-file.ts";
import { controlProcess, controlProcessErrno, PROCESS_CONTROLS } from "../../../../src/core/kernel/control-process.ts";
import {
  createDirectory,
  createDirectoryErrno,
  createFile,
  createFileErrno,
  createNode,
  createNodeErrno,
} from "../../../../src/core/kernel/create-file.ts";
import type { Decision } from "../../../../src/core/kernel/decision.ts";
import type { Errno } from "../../../../src/core/kernel/errno.ts";
import { execFile, execFileErrno } from "../../../../src/core/kernel/exec-file.ts";
import { existingFile, type File } from "../../../../src/core/kernel/file.ts";
import { setFileCapability, setFileCapabilityErrno } from "../../../../src/core/kernel/file-capability.ts";
import { hasCapability, hasCapabilityErrno } from "../../../../src/core/kernel/has-capability.ts";
import { openIdMap, openIdMapErrno } from "../../../../src/core/kernel/id-map-file.ts";
import { idmapMount, idmapMountErrno } from "../../../../src/core/kernel/idmap-mount.ts";
import { linkFile, linkFileErrno } from "../../../../src/core/kernel/link-file.ts";
import { createMount, type Mount } from "../../../../src/core/kernel/mount.ts";
import { mountFilesystem, mountFilesystemErrno } from "../../../../src/core/kernel/mount-filesystem.ts";
import { bindPort, bindPortErrno, openRawSocket, openRawSocketErrno } from "../../../../src/core/kernel/network.ts";
import { openFile, openFileErrno } from "../../../../src/core/kernel/open-file.ts";
import { sendCredentials, sendCredentialsErrno } from "../../../../src/core/kernel/peer-credentials.ts";
import { setPingGroups, setPingGroupsErrno } from "../../../../src/core/kernel/ping-groups.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/process.ts";
import { renameFile, renameFileErrno } from "../../../../src/core/kernel/rename-file.ts";
import { sendSignal, sendSignalErrno } from "../../../../src/core/kernel/send-signal.ts";
import {
  setgid,
  setgidErrno,
  setregid,
  setregidErrno,
  setresgid,
  setresgidErrno,
} from "../../../../src/core/kernel/set-group-id.ts";
import { setgroups, setgroupsErrno } from "../../../../src/core/kernel/set-groups.ts";
import {
  setresuid,
  setresuidErrno,
  setreuid,
  setreuidErrno,
  setuid,
  setuidErrno,
} from "../../../../src/core/kernel/set-user-id.ts";
import { setUserNamespace, setUserNamespaceErrno } from "../../../../src/core/kernel/set-user-namespace.ts";
import {
  openSetgroups,
  openSetgroupsErrno,
  writeSetgroups,
  writeSetgroupsErrno,
} from "../../../../src/core/kernel/setgroups-file.ts";
import { statFile, statFileErrno } from "../../../../src/core/kernel/stat-file.ts";
import { unlinkFile, unlinkFileErrno } from "../../../../src/core/kernel/unlink-file.ts";
import { unshareUserNamespace, unshareUserNamespaceErrno } from "../../../../src/core/kernel/unshare-user-namespace.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/user-namespace.ts";
import { utimesFile, utimesFileErrno } from "../../../../src/core/kernel/utimes-file.ts";
import { writeIdMap, writeIdMapErrno } from "../../../../src/core/kernel/write-id-map.ts";

/** Everything a question may be about, drawn at random from few values, so that they often meet. */
export interface Situation {
  readonly process: Process;
  readonly target: Process;
  readonly file: File;
  readonly other: File;
  readonly directory: File;
  readonly mount: Mount;
  readonly namespace: UserNamespace;
  readonly ids: readonly [number, number, number];
  readonly mode: number;
  readonly text: string;
}

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
    type: fc.constantFrom("ext4", "tmpfs", "proc"),
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
      superblock: { type, userNamespace: all[owner] as UserNamespace, readOnly: on(4) },
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
      mountNamespace: { id: "host", owner: flags[2] ? userNamespace : (namespaces()[0] as UserNamespace) },
      networkNamespace: { id: "host", owner: flags[3] ? userNamespace : (namespaces()[0] as UserNamespace) },
    };
  });

const file = (type: fc.Arbitrary<File["type"]>): fc.Arbitrary<File> =>
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
        ...(acl && {
          acl: [
            { tag: "owner", permissions: 7 },
            { tag: "user", id: acl[0], permissions: acl[2] },
            { tag: "owning-group", permissions: acl[3] },
            { tag: "group", id: acl[1], permissions: acl[3] },
            { tag: "mask", permissions: acl[2] },
            { tag: "other", permissions: acl[3] },
          ],
        }),
        ...(root !== null && {
          capability: { permitted: 0x421, inheritable: 1, effective: rarely % 2 === 0, rootId: root },
        }),
      }),
    );

const anyType = fc.constantFrom(
  "regular",
  "regular",
  "regular",
  "directory",
  "symlink",
  "fifo",
  "character-device",
) as fc.Arbitrary<File["type"]>;

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
  q(
    "openFile r",
    (s) => openFile(s.process, s.file, "r"),
    (s) => openFileErrno(s.process, s.file, "r"),
  ),
  q(
    "openFile w",
    (s) => openFile(s.process, s.file, "w"),
    (s) => openFileErrno(s.process, s.file, "w"),
  ),
  q(
    "openFile rw",
    (s) => openFile(s.process, s.file, "rw"),
    (s) => openFileErrno(s.process, s.file, "rw"),
  ),
  q(
    "openFile noatime",
    (s) => openFile(s.process, s.file, "r-noatime"),
    (s) => openFileErrno(s.process, s.file, "r-noatime"),
  ),
  q(
    "accessFile",
    (s) => accessFile(s.process, s.file, "rx"),
    (s) => accessFileErrno(s.process, s.file, "rx"),
  ),
  q(
    "effectiveAccess",
    (s) => effectiveAccess(s.process, s.file, "rwx"),
    (s) => effectiveAccessErrno(s.process, s.file, "rwx"),
  ),
  q(
    "statFile",
    (s) => statFile(s.process, s.file),
    (s) => statFileErrno(s.process, s.file),
  ),
  q(
    "chownFile",
    (s) => chownFile(s.process, s.file, s.ids[0], s.ids[1]),
    (s) => chownFileErrno(s.process, s.file, s.ids[0], s.ids[1]),
  ),
  q(
    "chmodFile",
    (s) => chmodFile(s.process, s.file, s.mode),
    (s) => chmodFileErrno(s.process, s.file, s.mode),
  ),
  q(
    "utimesFile now",
    (s) => utimesFile(s.process, s.file, "now"),
    (s) => utimesFileErrno(s.process, s.file, "now"),
  ),
  q(
    "utimesFile given",
    (s) => utimesFile(s.process, s.file, "given"),
    (s) => utimesFileErrno(s.process, s.file, "given"),
  ),
  q(
    "setFileCapability",
    (s) => setFileCapability(s.process, s.file, { permitted: 1 }),
    (s) => setFileCapabilityErrno(s.process, s.file),
  ),
  q(
    "createFile",
    (s) => createFile(s.process, s.directory, s.mode),
    (s) => createFileErrno(s.process, s.directory),
  ),
  q(
    "createDirectory",
    (s) => createDirectory(s.process, s.directory, s.mode),
    (s) => createDirectoryErrno(s.process, s.directory),
  ),
  q(
    "createNode",
    (s) => createNode(s.process, s.directory, "character-device", s.mode),
    (s) => createNodeErrno(s.process, s.directory, "character-device"),
  ),
  q(
    "unlinkFile",
    (s) => unlinkFile(s.process, s.directory, s.file),
    (s) => unlinkFileErrno(s.process, s.directory, s.file),
  ),
  q(
    "renameFile",
    (s) => renameFile(s.process, s.directory, s.file, s.directory, s.other),
    (s) => renameFileErrno(s.process, s.directory, s.file, s.directory, s.other),
  ),
  q(
    "linkFile",
    (s) => linkFile(s.process, s.file, s.directory),
    (s) => linkFileErrno(s.process, s.file, s.directory),
  ),
  q(
    "execFile",
    (s) => execFile(s.process, s.file),
    (s) => execFileErrno(s.process, s.file),
  ),
  q(
    "hasCapability",
    (s) => hasCapability(s.process, s.namespace, "CAP_SYS_ADMIN"),
    (s) => hasCapabilityErrno(s.process, s.namespace, "CAP_SYS_ADMIN"),
  ),
  q(
    "unshareUserNamespace",
    (s) => unshareUserNamespace(s.process, "new"),
    (s) => unshareUserNamespaceErrno(s.process),
  ),
  q(
    "setUserNamespace",
    (s) => setUserNamespace(s.process, s.namespace),
    (s) => setUserNamespaceErrno(s.process, s.namespace),
  ),
  q(
    "chargeUser",
    (s) => chargeUser(s.process, "inotifyInstances", { "host/0": 128 }),
    (s) => chargeUserErrno(s.process, "inotifyInstances", { "host/0": 128 }),
  ),
  q(
    "openIdMap",
    (s) => openIdMap(s.process, s.target, "rw"),
    (s) => openIdMapErrno(s.process, s.target, "rw"),
  ),
  q(
    "writeIdMap uid",
    (s) => writeIdMap(s.process, s.namespace, "uid", s.text),
    (s) => writeIdMapErrno(s.process, s.namespace, "uid", s.text),
  ),
  q(
    "writeIdMap gid",
    (s) => writeIdMap(s.process, s.namespace, "gid", s.text),
    (s) => writeIdMapErrno(s.process, s.namespace, "gid", s.text),
  ),
  q(
    "writeIdMap projid",
    (s) => writeIdMap(s.process, s.namespace, "projid", s.text),
    (s) => writeIdMapErrno(s.process, s.namespace, "projid", s.text),
  ),
  q(
    "openSetgroups",
    (s) => openSetgroups(s.process, s.namespace),
    (s) => openSetgroupsErrno(s.process, s.namespace),
  ),
  q(
    "writeSetgroups",
    (s) => writeSetgroups(s.namespace, s.text),
    (s) => writeSetgroupsErrno(s.namespace, s.text),
  ),
  q(
    "setuid",
    (s) => setuid(s.process, s.ids[0]),
    (s) => setuidErrno(s.process, s.ids[0]),
  ),
  q(
    "setreuid",
    (s) => setreuid(s.process, s.ids[0], s.ids[1]),
    (s) => setreuidErrno(s.process, s.ids[0], s.ids[1]),
  ),
  q(
    "setresuid",
    (s) => setresuid(s.process, ...s.ids),
    (s) => setresuidErrno(s.process, ...s.ids),
  ),
  q(
    "setgid",
    (s) => setgid(s.process, s.ids[0]),
    (s) => setgidErrno(s.process, s.ids[0]),
  ),
  q(
    "setregid",
    (s) => setregid(s.process, s.ids[0], s.ids[1]),
    (s) => setregidErrno(s.process, s.ids[0], s.ids[1]),
  ),
  q(
    "setresgid",
    (s) => setresgid(s.process, ...s.ids),
    (s) => setresgidErrno(s.process, ...s.ids),
  ),
  q(
    "setgroups",
    (s) => setgroups(s.process, s.ids.slice(0, 2)),
    (s) => setgroupsErrno(s.process, s.ids.slice(0, 2)),
  ),
  q(
    "sendSignal",
    (s) => sendSignal(s.process, s.target, 18),
    (s) => sendSignalErrno(s.process, s.target, 18),
  ),
  ...PROCESS_ACCESSES.map((what) =>
    q(
      `accessProcess ${what}`,
      (s) => accessProcess(s.process, s.target, what),
      (s) => accessProcessErrno(s.process, s.target, what),
    ),
  ),
  ...PROCESS_CONTROLS.map((what) =>
    q(
      `controlProcess ${what}`,
      (s) => controlProcess(s.process, s.target, what, s.mode % 2 === 0),
      (s) => controlProcessErrno(s.process, s.target, what, s.mode % 2 === 0),
    ),
  ),
  q(
    "idmapMount",
    (s) => idmapMount(s.process, s.mount, s.namespace),
    (s) => idmapMountErrno(s.process, s.mount, s.namespace),
  ),
  q(
    "mountFilesystem",
    (s) => mountFilesystem(s.process, s.mount.superblock.type, true),
    (s) => mountFilesystemErrno(s.process, s.mount.superblock.type, true),
  ),
  q(
    "sendCredentials",
    (s) => sendCredentials(s.process, s.ids[0], s.ids[1]),
    (s) => sendCredentialsErrno(s.process, s.ids[0], s.ids[1]),
  ),
  q(
    "bindPort",
    (s) => bindPort(s.process, s.mode),
    (s) => bindPortErrno(s.process, s.mode),
  ),
  q(
    "openRawSocket",
    (s) => openRawSocket(s.process),
    (s) => openRawSocketErrno(s.process),
  ),
  q(
    "setPingGroups",
    (s) => setPingGroups(s.process, s.ids[0], s.ids[1]),
    (s) => setPingGroupsErrno(s.process, s.ids[0], s.ids[1]),
  ),
];

function q(name: string, ask: Question["ask"], askFast: Question["askFast"]): Question {
  return { name, ask, askFast };
}
