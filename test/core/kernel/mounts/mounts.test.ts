import { describe, expect, it } from "vitest";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import type { Errno } from "../../../../src/core/kernel/decision/errno.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { statFile } from "../../../../src/core/kernel/fs/stat-file.ts";
import { existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { createMount, type Mount } from "../../../../src/core/kernel/inode/mount.ts";
import { FILESYSTEM_TYPES } from "../../../../src/core/kernel/mounts/filesystem-types.ts";
import { type IdmapMountOptions, idmapMount, idmapMountErrno } from "../../../../src/core/kernel/mounts/idmap-mount.ts";
import { mountFilesystem, mountFilesystemErrno } from "../../../../src/core/kernel/mounts/mount-filesystem.ts";
import { inA, mapsA, podA, user, volumeA } from "../support/cast.ts";
import { told } from "../support/told.ts";

function detached(type = "ext4", userNamespace: UserNamespace = initialNamespace()): Mount {
  return createMount({ attached: false, superblock: { type, userNamespace } });
}

describe("idmapMount", () => {
  const idmap = (process: Process, mount: Mount, namespace: UserNamespace, options?: IdmapMountOptions): string =>
    told(idmapMount(process, mount, namespace, options), idmapMountErrno(process, mount, namespace, options));

  it("attaches the maps of a namespace to a detached mount", () => {
    const pod = podA();
    const mount = detached();
    expect(idmap(createProcess(), mount, pod)).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the map of pod-a takes CAP_SYS_ADMIN over it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → ext4 can be idmapped → the filesystem takes CAP_SYS_ADMIN over host → CAP_SYS_ADMIN held in host → the mount is detached → nobody has a file of the mount open for writing → allowed",
    );
    const decision = idmapMount(createProcess(), mount, pod);
    expect(decision.value).toEqual({ ...mount, idmap: { uid: pod.uidMap, gid: pod.gidMap } });
  });

  it("refuses in the kernel's order", () => {
    const fresh = createUserNamespace(initialNamespace(), { id: "new" });
    expect(idmap(user(), detached(), podA())).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN not held in host → EPERM",
    );
    expect(idmap(createProcess(), detached(), initialNamespace())).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the host's own map would not be an idmapped mount → EPERM",
    );
    const inB = { ...inA(), mountNamespace: { id: "a", owner: podA() } };
    const stranger = createUserNamespace(initialNamespace(), { id: "other", maps: mapsA() });
    expect(idmap(inB, detached(), stranger)).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → CAP_SYS_ADMIN held in pod-a → the map of other takes CAP_SYS_ADMIN over it → CAP_SYS_ADMIN asked for in other, which does not lie below pod-a → EPERM",
    );
    expect(idmap(createProcess(), detached(), fresh)).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the map of new takes CAP_SYS_ADMIN over it → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → the maps of new are not both written → EINVAL",
    );
    expect(idmap(createProcess(), detached(), { ...fresh, uidMap: mapsA().uid })).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the map of new takes CAP_SYS_ADMIN over it → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → the maps of new are not both written → EINVAL",
    );
    expect(idmap(createProcess(), detached("tmpfs", podA()), podA())).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the map of pod-a takes CAP_SYS_ADMIN over it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → the filesystem was mounted in pod-a itself → EINVAL",
    );
    expect(idmap(createProcess(), { ...volumeA(), attached: false }, podA())).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the map of pod-a takes CAP_SYS_ADMIN over it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → the mount is idmapped already → EPERM",
    );
    expect(idmap(createProcess(), detached("proc"), podA())).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the map of pod-a takes CAP_SYS_ADMIN over it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → proc cannot be idmapped by Linux 6.18 → EINVAL",
    );
    expect(idmap(createProcess(), createMount(), podA())).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the map of pod-a takes CAP_SYS_ADMIN over it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → ext4 can be idmapped → the filesystem takes CAP_SYS_ADMIN over host → CAP_SYS_ADMIN held in host → the mount can be seen already: only a detached copy is idmapped → EINVAL",
    );
  });

  it("lets a pod idmap its own tmpfs with a namespace below, and nothing of the host", () => {
    const process = { ...inA(), mountNamespace: { id: "a", owner: podA() } };
    const inner = createUserNamespace(podA(), { id: "inner", owner: 65536, maps: mapsA() });
    expect(idmap(process, detached("tmpfs", podA()), inner)).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → CAP_SYS_ADMIN held in pod-a → the map of inner takes CAP_SYS_ADMIN over it → kuid 65536 in pod-a created inner, so it has CAP_SYS_ADMIN in inner → tmpfs can be idmapped → the filesystem takes CAP_SYS_ADMIN over pod-a → CAP_SYS_ADMIN held in pod-a → the mount is detached → nobody has a file of the mount open for writing → allowed",
    );
    expect(idmap(process, detached(), inner)).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → CAP_SYS_ADMIN held in pod-a → the map of inner takes CAP_SYS_ADMIN over it → kuid 65536 in pod-a created inner, so it has CAP_SYS_ADMIN in inner → ext4 can be idmapped → the filesystem takes CAP_SYS_ADMIN over host → CAP_SYS_ADMIN asked for in host, which does not lie below pod-a → EPERM",
    );
  });

  it("replaces a map with open_tree_attr, since 6.15", () => {
    const mount = { ...volumeA(), attached: false };
    expect(idmap(createProcess(), mount, podA(), { replace: true })).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → the map of pod-a takes CAP_SYS_ADMIN over it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → the mount is idmapped already, and open_tree_attr replaces its map → ext4 can be idmapped → the filesystem takes CAP_SYS_ADMIN over host → CAP_SYS_ADMIN held in host → the mount is detached → nobody has a file of the mount open for writing → allowed",
    );
    const pod = podA();
    expect(idmapMount(createProcess(), mount, pod, { replace: true }).value?.idmap).toEqual({
      uid: pod.uidMap,
      gid: pod.gidMap,
    });
    const settings = { ...DEFAULT_SETTINGS, version: [6, 14] as const };
    expect(idmapMountErrno(createProcess(), mount, podA(), { replace: true, settings })).toBe("EPERM");
  });

  it("takes no mount that has a writer, after all else was asked", () => {
    expect(idmap(createProcess(), detached(), podA(), { hasWriter: true })).toMatch(
      / → the mount is detached → somebody has a file of the mount open for writing → EBUSY$/,
    );
    expect(idmapMountErrno(createProcess(), createMount(), podA(), { hasWriter: true })).toBe("EINVAL");
  });

  it("takes maps of users only before 6.9, and then no group has an ID", () => {
    const users = { ...createUserNamespace(initialNamespace(), { id: "new" }), uidMap: mapsA().uid };
    const on = (minor: number): IdmapMountOptions => ({ settings: { ...DEFAULT_SETTINGS, version: [6, minor] } });
    expect(idmap(createProcess(), detached(), users, on(8))).toMatch(
      / → the maps of new are not both written, which Linux 6.8 takes → ext4 can be idmapped → /,
    );
    expect(idmapMountErrno(createProcess(), detached(), users, on(8))).toBe(undefined);
    expect(idmapMountErrno(createProcess(), detached(), users, on(9))).toBe("EINVAL");
    const mount = idmapMount(createProcess(), detached(), users, on(8)).value;
    expect(statFile(createProcess(), existingFile({ mode: 0o644, ...(mount && { mount }) })).value).toMatchObject({
      uid: 65536,
      gid: 65534,
    });
  });

  it.each(["fuse", "fuseblk", "virtiofs"])("asks the server of %s, which says no unless it asked for it", (type) => {
    const mount = (allowsIdmap: boolean): Mount => createMount({ attached: false, superblock: { type, allowsIdmap } });
    expect(idmapMount(createProcess(), mount(false), podA())).toMatchObject({
      errno: "EINVAL",
      decidedBy: "idmap-server",
    });
    expect(idmapMountErrno(createProcess(), detached(type), podA())).toBe("EINVAL");
    expect(idmapMountErrno(createProcess(), mount(true), podA())).toBe(undefined);
    const settings = { ...DEFAULT_SETTINGS, version: [6, 11] as const };
    expect(idmapMount(createProcess(), mount(true), podA(), { settings }).decidedBy).toBe("idmap-type");
  });

  it("asks nobody's server for other types, and a server before the owner of the filesystem", () => {
    const ext4 = createMount({ attached: false, superblock: { type: "ext4", allowsIdmap: false } });
    expect(idmapMountErrno(createProcess(), ext4, podA())).toBe(undefined);
    const proc = createMount({ attached: false, superblock: { type: "proc", allowsIdmap: true } });
    expect(idmapMountErrno(createProcess(), proc, podA())).toBe("EINVAL");
    const process = { ...inA(), mountNamespace: { id: "a", owner: podA() } };
    const inner = createUserNamespace(podA(), { id: "inner", owner: 65536, maps: mapsA() });
    expect(idmapMountErrno(process, detached("fuse"), inner)).toBe("EINVAL");
  });

  it.each(["proc", "sysfs", "devtmpfs", "cgroup2", "ramfs", "devpts", "mqueue", "overlay", "nfs", "toString"])(
    "never idmaps %s",
    (type) => {
      expect(idmapMountErrno(createProcess(), detached(type), podA())).toBe("EINVAL");
    },
  );
});

describe("mountFilesystem", () => {
  const mount = (process: Process, type: string, covered = false): string =>
    told(mountFilesystem(process, type, { covered }), mountFilesystemErrno(process, type, { covered }));
  const owning = (): Process => ({ ...inA(), mountNamespace: { id: "pod-a", owner: podA() } });

  it("asks the owner of the mount namespace", () => {
    expect(mount(inA(), "tmpfs")).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(mount(owning(), "tmpfs")).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → CAP_SYS_ADMIN held in pod-a → tmpfs may be mounted in any user namespace → CAP_SYS_ADMIN held in pod-a → allowed",
    );
    expect(mountFilesystem(owning(), "tmpfs").value).toEqual(
      createMount({ namespace: { id: "pod-a", owner: podA() }, superblock: { type: "tmpfs", userNamespace: podA() } }),
    );
  });

  it("asks the process's own namespace as well", () => {
    const owner = { ...createProcess({ capabilities: [] }), mountNamespace: { id: "pod-a", owner: podA() } };
    expect(mount(owner, "tmpfs")).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → tmpfs may be mounted in any user namespace → CAP_SYS_ADMIN not held in host → EPERM",
    );
  });

  it.each([["tmpfs", "ramfs", "overlay", "devpts", "fuse", "binfmt_misc"]])(
    "mounts %s and its like anywhere",
    (...types) => {
      expect(types.map((type) => mountFilesystemErrno(owning(), type))).toEqual(types.map(() => undefined));
    },
  );

  const SHOWN = [
    ["proc", "pidNamespace"],
    ["sysfs", "networkNamespace"],
    ["mqueue", "ipcNamespace"],
    ["cgroup", "cgroupNamespace"],
    ["cgroup2", "cgroupNamespace"],
    ["cpuset", "cgroupNamespace"],
  ] as const;
  const KINDS = ["pidNamespace", "networkNamespace", "ipcNamespace", "cgroupNamespace"] as const;
  const own = (): Process["pidNamespace"] => ({ id: "own", owner: podA() });

  it.each(SHOWN)("asks for %s the owner of the %s, and of no other", (type, kind) => {
    expect(mountFilesystemErrno(owning(), type)).toBe("EPERM");
    const all = Object.fromEntries(KINDS.map((name) => [name, own()]));
    expect(mountFilesystemErrno({ ...owning(), ...all, [kind]: createProcess()[kind] }, type)).toBe("EPERM");
    const mounted = mountFilesystem({ ...owning(), [kind]: own() }, type).value;
    expect(mounted?.superblock.userNamespace).toEqual(podA());
    expect(mountFilesystemErrno(createProcess(), type)).toBe(undefined);
  });

  it("says what is shown, and whose it is; the filesystem is his", () => {
    expect(mount(owning(), "proc")).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → CAP_SYS_ADMIN held in pod-a → proc may be mounted in any user namespace → proc shows the PID namespace, which belongs to host → CAP_SYS_ADMIN asked for in host, which does not lie below pod-a → EPERM",
    );
    // The owner of both, from above: the filesystem belongs to the pod's namespace, not to its own.
    const owner = { ...createProcess({ capabilities: [] }), mountNamespace: own(), pidNamespace: own() };
    expect(mountFilesystem(owner, "proc").value?.superblock.userNamespace.id).toBe("pod-a");
  });

  it("leaves the other types to the host", () => {
    for (const type of ["ext4", "devtmpfs", "debugfs", "securityfs", "bpf"])
      expect([mountFilesystemErrno(owning(), type), mountFilesystemErrno(createProcess(), type)]).toEqual([
        "EPERM",
        undefined,
      ]);
    expect(mount(owning(), "ext4")).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → CAP_SYS_ADMIN held in pod-a → ext4 takes CAP_SYS_ADMIN over the host → CAP_SYS_ADMIN asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(mount(createProcess(), "ext4")).toBe(
      "a mount takes CAP_SYS_ADMIN over host, the owner of the mount namespace → CAP_SYS_ADMIN held in host → ext4 takes CAP_SYS_ADMIN over the host → CAP_SYS_ADMIN held in host → allowed",
    );
  });

  it("knows the types of Linux, each since its release, after who may mount at all", () => {
    expect(mount(owning(), "nosuchfs")).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → CAP_SYS_ADMIN held in pod-a → nosuchfs is no filesystem of Linux 6.18 → ENODEV",
    );
    expect(mountFilesystemErrno(inA(), "nosuchfs")).toBe("EPERM");
    for (const type of ["toString", "", "EXT4", "ext"])
      expect(mountFilesystemErrno(createProcess(), type)).toBe("ENODEV");
    const on = (version: readonly [number, number], type: string): Errno | undefined =>
      mountFilesystemErrno(createProcess(), type, { settings: { ...DEFAULT_SETTINGS, version } });
    for (const type of FILESYSTEM_TYPES) expect(on([6, 17], type)).toBe(undefined);
    expect(FILESYSTEM_TYPES.filter((type) => on([6, 18], type) !== undefined)).toEqual(["bcachefs"]);
  });

  it.each([
    ["overlay", [5, 11], "EPERM"],
    ["fuse", [4, 18], "EPERM"],
    ["binfmt_misc", [6, 7], "EPERM"],
    ["cgroup2", [4, 6], "EPERM"],
    ["binder", [5, 0], "ENODEV"],
  ] as const)("mounts %s anywhere since Linux %j", (type, [major, minor], before) => {
    const process = { ...owning(), cgroupNamespace: own() };
    const on = (version: readonly [number, number]): Errno | undefined =>
      mountFilesystemErrno(process, type, { settings: { ...DEFAULT_SETTINGS, version } });
    expect([on([major, minor]), on(minor === 0 ? [major - 1, 20] : [major, minor - 1])]).toEqual([undefined, before]);
  });

  it("reads uid= and gid= in the user namespace of who mounts", () => {
    for (const option of ["uid", "gid"] as const) {
      const on = (process: Process, type: string, id: number): string =>
        told(mountFilesystem(process, type, { [option]: id }), mountFilesystemErrno(process, type, { [option]: id }));
      expect(on(owning(), "tmpfs", 65535)).toMatch(
        `→ ${option}=65535 of pod-a is 131071 to the kernel → tmpfs may be mounted in any user namespace →`,
      );
      expect(on(owning(), "devpts", 65536)).toMatch(`→ ${option}=65536 has no mapping in pod-a → EINVAL`);
      // Before it is known that only the host's root mounts it.
      expect(on(owning(), "vfat", 65536)).toMatch(/→ EINVAL$/);
      expect(on(owning(), "vfat", 1000)).toMatch(/→ EPERM$/);
      expect(on(owning(), "ext4", 1000)).toMatch(`→ ext4 has no option ${option}= → EINVAL`);
      expect(on(owning(), "ramfs", 65536)).toMatch(/→ allowed$/);
      expect(on(owning(), "nosuchfs", 65536)).toMatch(/→ ENODEV$/);
      expect(on(inA(), "tmpfs", 65536)).toMatch(/→ EPERM$/);
      expect(on(createProcess(), "tmpfs", 4294967295)).toMatch(/→ EINVAL$/);
    }
    // It asks the owner of the network namespace before it reads options, the others ask theirs afterwards.
    expect(mountFilesystemErrno(owning(), "sysfs", { uid: 0 })).toBe("EPERM");
    expect(mountFilesystemErrno({ ...owning(), networkNamespace: own() }, "sysfs", { uid: 0 })).toBe("EINVAL");
    expect(mountFilesystemErrno(owning(), "mqueue", { uid: 0 })).toBe("EINVAL");
    expect(mountFilesystemErrno(createProcess(), "proc", { gid: 4294967295 })).toBe(undefined);
    expect(mountFilesystemErrno(createProcess(), "proc", { uid: 0 })).toBe("EINVAL");
  });

  it("does not reveal what is covered in proc and sysfs", () => {
    const inOwn = { ...owning(), pidNamespace: own(), networkNamespace: own() };
    expect(mount(inOwn, "proc", true)).toBe(
      "a mount takes CAP_SYS_ADMIN over pod-a, the owner of the mount namespace → CAP_SYS_ADMIN held in pod-a → proc may be mounted in any user namespace → proc shows the PID namespace, which belongs to pod-a → CAP_SYS_ADMIN held in pod-a → proc would reveal what is covered in the instances that can be seen → EPERM",
    );
    expect(mountFilesystemErrno(inOwn, "sysfs", { covered: true })).toBe("EPERM");
    expect(mountFilesystemErrno(inOwn, "sysfs")).toBe(undefined);
    expect(mountFilesystemErrno(owning(), "tmpfs", { covered: true })).toBe(undefined);
    expect(mountFilesystemErrno(createProcess(), "proc", { covered: true })).toBe(undefined);
  });
});
