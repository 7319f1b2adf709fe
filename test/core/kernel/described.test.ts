import { describe, expect, it } from "vitest";
import { emptyIdMap, initialIdMap } from "../../../src/core/idmap/id-map.ts";
import { createProcess } from "../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../src/core/kernel/credentials/user-namespace.ts";
import { existingDirectory, existingFile } from "../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../src/core/kernel/inode/mount.ts";
import { mapsA, podA } from "./support/cast.ts";

const KINDS = ["user", "mnt", "uts", "ipc", "pid", "cgroup", "net", "time"] as const;
const UNLIMITED = {
  ...Object.fromEntries(KINDS.map((kind) => [`${kind}Namespaces`, 2147483647])),
  inotifyInstances: 2147483647,
  inotifyWatches: 2147483647,
};

describe("initialNamespace", () => {
  it("is the host's: every ID stands for itself", () => {
    expect(initialNamespace()).toEqual({
      id: "host",
      parent: undefined,
      level: 0,
      owner: 0,
      group: 0,
      uidMap: initialIdMap(),
      gidMap: initialIdMap(),
      projidMap: initialIdMap(),
      setgroups: "allow",
      creatorHadSetfcap: true,
      limits: { ...UNLIMITED, inotifyInstances: 128, inotifyWatches: 1048576 },
    });
  });

  it("takes the limits of the machine", () => {
    expect(initialNamespace({ userNamespaces: 5 }).limits).toEqual({
      ...UNLIMITED,
      userNamespaces: 5,
      inotifyInstances: 128,
      inotifyWatches: 1048576,
    });
  });
});

describe("createUserNamespace", () => {
  it("starts without maps, owned by host root, and inherits setgroups", () => {
    const host = initialNamespace();
    const parent = { ...host, setgroups: "deny" as const };
    expect(createUserNamespace(parent, { id: "new" })).toEqual({
      id: "new",
      parent,
      level: 1,
      owner: 0,
      group: 0,
      uidMap: emptyIdMap(),
      gidMap: emptyIdMap(),
      projidMap: emptyIdMap(),
      setgroups: "deny",
      creatorHadSetfcap: true,
      limits: UNLIMITED,
    });
  });

  it("takes what is given", () => {
    const maps = mapsA();
    const namespace = createUserNamespace(podA(), {
      id: "inner",
      owner: 65536,
      group: 65537,
      maps,
      setgroups: "deny",
      limits: { userNamespaces: 3 },
    });
    expect(namespace).toMatchObject({ level: 2, owner: 65536, group: 65537, setgroups: "deny" });
    expect([namespace.uidMap, namespace.gidMap]).toEqual([maps.uid, maps.gid]);
    expect(namespace.limits).toEqual({ ...UNLIMITED, userNamespaces: 3 });
  });

  it("throws for owners that are no numbers of 32 bits", () => {
    expect(() => createUserNamespace(podA(), { id: "x", owner: -1 })).toThrow(
      new RangeError("createUserNamespace: expected the owner from 0 to 4294967295, got -1"),
    );
    expect(() => createUserNamespace(podA(), { id: "x", group: 0.5 })).toThrow(
      new TypeError("createUserNamespace: expected the group to be an integer, got 0.5"),
    );
  });
});

describe("createProcess", () => {
  it("is host root with all capabilities", () => {
    const host = initialNamespace();
    expect(createProcess()).toEqual({
      userNamespace: host,
      ruid: 0,
      euid: 0,
      suid: 0,
      fsuid: 0,
      rgid: 0,
      egid: 0,
      sgid: 0,
      fsgid: 0,
      groups: [],
      effective: 0x1ffffffffff,
      permitted: 0x1ffffffffff,
      inheritable: 0,
      ambient: 0,
      bounding: 0x1ffffffffff,
      securebits: { noRoot: false, noSetuidFixup: false, keepCaps: false },
      noNewPrivs: false,
      dumpable: true,
      memoryNamespace: host,
      threadGroup: undefined,
      session: undefined,
      multiThreaded: false,
      chrooted: false,
      sharesDirectories: false,
      mountNamespace: { id: "host", owner: host },
      networkNamespace: { id: "host", owner: host },
      pidNamespace: { id: "host", owner: host },
      pidNamespaceForChildren: undefined,
      ipcNamespace: { id: "host", owner: host },
      cgroupNamespace: { id: "host", owner: host },
      utsNamespace: { id: "host", owner: host },
      timeNamespace: { id: "host", owner: host },
      timeNamespaceForChildren: undefined,
    });
  });

  it("takes IDs of its namespace, and gives no capabilities but to user 0", () => {
    const pod = podA();
    const own = { id: "pod-a", owner: pod };
    const process = createProcess({
      userNamespace: pod,
      uid: 1,
      gid: 2,
      groups: [3],
      mountNamespace: own,
      networkNamespace: { ...own, id: "net" },
      pidNamespace: { ...own, id: "pid" },
      ipcNamespace: { ...own, id: "ipc" },
      cgroupNamespace: { ...own, id: "cgroup" },
      utsNamespace: { ...own, id: "uts" },
      timeNamespace: { ...own, id: "time" },
    });
    expect(process).toEqual({
      ...createProcess({ userNamespace: pod, capabilities: [] }),
      ruid: 65537,
      euid: 65537,
      suid: 65537,
      fsuid: 65537,
      rgid: 65538,
      egid: 65538,
      sgid: 65538,
      fsgid: 65538,
      groups: [65539],
      mountNamespace: own,
      networkNamespace: { ...own, id: "net" },
      pidNamespace: { ...own, id: "pid" },
      ipcNamespace: { ...own, id: "ipc" },
      cgroupNamespace: { ...own, id: "cgroup" },
      utsNamespace: { ...own, id: "uts" },
      timeNamespace: { ...own, id: "time" },
    });
    expect(process.memoryNamespace).toBe(pod);
  });

  it("takes capabilities as they are given", () => {
    const { effective, permitted } = createProcess({ uid: 1000, capabilities: ["CAP_KILL"] });
    expect([effective, permitted]).toEqual([32, 32]);
  });

  it("throws for IDs that the namespace does not have", () => {
    const userNamespace = podA();
    const message = (what: string): RangeError =>
      new RangeError(`createProcess: expected a ${what} that is mapped in the user namespace, got 65536`);
    expect(() => createProcess({ userNamespace, uid: 65536 })).toThrow(message("user ID"));
    expect(() => createProcess({ userNamespace, gid: 65536 })).toThrow(message("group ID"));
    expect(() => createProcess({ userNamespace, groups: [65536] })).toThrow(message("group ID"));
  });
});

describe("createMount", () => {
  it("is a plain mount of the host's ext4", () => {
    const host = initialNamespace();
    expect(createMount()).toEqual({
      idmap: undefined,
      readOnly: false,
      nosuid: false,
      noexec: false,
      nodev: false,
      superblock: { type: "ext4", userNamespace: host, readOnly: false },
      namespace: { id: "host", owner: host },
      attached: true,
    });
  });

  it("takes what is given", () => {
    const pod = podA();
    const given = {
      idmap: mapsA(),
      readOnly: true,
      nosuid: true,
      noexec: true,
      nodev: true,
      superblock: { type: "tmpfs", userNamespace: pod, readOnly: true },
      namespace: { id: "pod-a", owner: pod },
      attached: false,
    };
    expect(createMount(given)).toEqual(given);
  });
});

describe("existingFile", () => {
  it("is a regular file of host root on a plain mount", () => {
    expect(existingFile({ mode: 0o644 })).toEqual({
      type: "regular",
      uid: 0,
      gid: 0,
      mode: 0o644,
      acl: undefined,
      capability: undefined,
      immutable: false,
      mount: createMount(),
      directory: undefined,
    });
  });

  it("is found through the mount of its directory, unless it has one of its own", () => {
    const directory = existingDirectory({ mode: 0o755, mount: createMount({ nodev: true }) });
    expect(existingFile({ mode: 0, directory }).mount).toBe(directory.mount);
    const mount = createMount();
    expect(existingFile({ mode: 0, directory, mount }).mount).toBe(mount);
    expect(directory.type).toBe("directory");
  });

  it("takes the owner on disk, as the namespace of the filesystem reads it", () => {
    const mount = createMount({ superblock: { userNamespace: podA() } });
    const directory = existingDirectory({ onDisk: {}, mode: 0o755, mount });
    const owner = ({ uid, gid }: { readonly uid: number; readonly gid: number }): unknown => [uid, gid];
    expect(owner(directory)).toEqual([65536, 65536]);
    expect(owner(existingFile({ onDisk: { uid: 1000, gid: 7 }, mode: 0, directory }))).toEqual([66536, 65543]);
    expect(owner(existingFile({ onDisk: { uid: 65536, gid: 4294967295 }, mode: 0, mount }))).toEqual([
      4294967295, 4294967295,
    ]);
    expect(owner(existingFile({ onDisk: { uid: 70000, gid: 7 }, mode: 0 }))).toEqual([70000, 7]);
  });

  it.each([[{ uid: 0 }], [{ gid: 0 }], [{ uid: 1000, gid: 1000 }]])(
    "throws for an owner that is given twice: %j",
    (inInode) => {
      expect(() => existingFile({ ...inInode, onDisk: { uid: 1000 }, mode: 0 })).toThrow(
        new TypeError("existingFile: expected onDisk to be undefined where uid or gid is given, got an object"),
      );
    },
  );

  it("throws for numbers on disk that are none", () => {
    expect(() => existingFile({ onDisk: { uid: -1 }, mode: 0 })).toThrow(
      new RangeError("existingFile: expected the user ID on disk from 0 to 4294967295, got -1"),
    );
    expect(() => existingDirectory({ onDisk: { gid: 0.5 }, mode: 0 })).toThrow(
      new TypeError("existingDirectory: expected the group ID on disk to be an integer, got 0.5"),
    );
    expect(() => existingFile({ onDisk: 1000 as never, mode: 0 })).toThrow(
      new TypeError("existingFile: expected onDisk to be an object such as { uid: 1000, gid: 1000 }, got 1000"),
    );
  });

  it("throws for modes and IDs that are none", () => {
    expect(() => existingFile({ mode: 0o10000 })).toThrow(
      new RangeError("existingFile: expected the mode from 0 to 4095, got 4096"),
    );
    expect(() => existingFile({ mode: 0, uid: -1 })).toThrow(
      new RangeError("existingFile: expected the user ID from 0 to 4294967295, got -1"),
    );
    expect(() => existingFile({ mode: 0, gid: -1 })).toThrow(
      new RangeError("existingFile: expected the group ID from 0 to 4294967295, got -1"),
    );
  });
});
