import { describe, expect, it } from "vitest";
import { existingDirectory, existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { defaultHost } from "../../../../src/core/node/host/default-host.ts";
import { directoriesTo, namesIn, nearestDirectory } from "../../../../src/core/node/host/host.ts";

describe("defaultHost", () => {
  it("has what people know", () => {
    const { files } = defaultHost();
    expect(
      files.map(({ path, file }) => {
        const { type, uid, gid, mode, mount } = file;
        const above = directoriesTo(file).map((directory) => directory.mode.toString(8));
        return `${path} ${type} ${uid}:${gid} ${mode.toString(8)} ${mount.superblock.type} ${above.join(" ")}`;
      }),
    ).toEqual([
      "/etc/passwd regular 0:0 644 ext4 755 755",
      "/etc/shadow regular 0:42 640 ext4 755 755",
      "/root/.bash_history regular 0:0 600 ext4 755 700",
      "/home/alice/.ssh/id_rsa regular 1000:1000 600 ext4 755 755 700 700",
      "/srv/for-all regular 0:0 666 ext4 755 755",
      "/srv/root-group regular 0:0 660 ext4 755 755",
      "/tmp/report regular 1000:1000 600 ext4 755 1777",
      "/usr/bin/runc regular 0:0 755 ext4 755 755 755",
      "/usr/bin/su regular 0:0 4755 ext4 755 755 755",
      "/var/lib/kubelet/pki/kubelet.key regular 0:0 600 ext4 755 755 755 750 755",
      "/run/containerd/containerd.sock socket 0:0 660 tmpfs 755 755 711",
      "/proc/sys/kernel/core_pattern regular 0:0 644 proc 755 555 555 555",
      "/sys/fs/cgroup/rdma/release_agent regular 0:0 644 cgroup 755 555 755 755 755",
    ]);
  });

  it("says what can be tried only of what is no usual file", () => {
    expect(
      defaultHost()
        .files.filter((file) => "operations" in file)
        .map(({ path }) => path),
    ).toEqual(["/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/rdma/release_agent"]);
  });

  it("has the homes and keys of users owned by them", () => {
    const key = defaultHost().files.find(({ path }) => path === "/home/alice/.ssh/id_rsa")?.file;
    expect(key && directoriesTo(key).map(({ uid, gid }) => [uid, gid])).toEqual([
      [0, 0],
      [0, 0],
      [1000, 1000],
      [1000, 1000],
    ]);
  });

  it("mounts what is no disk with the flags of a usual machine", () => {
    const flags = (path: string): unknown => {
      const mount = defaultHost().files.find((file) => file.path === path)?.file.mount;
      return mount && [mount.nosuid, mount.nodev, mount.noexec];
    };
    expect(flags("/usr/bin/su")).toEqual([false, false, false]);
    expect(flags("/run/containerd/containerd.sock")).toEqual([true, true, false]);
    expect(flags("/proc/sys/kernel/core_pattern")).toEqual([true, true, true]);
    expect(flags("/sys/fs/cgroup/rdma/release_agent")).toEqual([true, true, true]);
    const sys = nearestDirectory(defaultHost(), "/sys/fs").mount;
    expect([sys.superblock.type, sys.nosuid, sys.nodev, sys.noexec]).toEqual(["sysfs", true, true, true]);
  });

  it("has all files of the disk on the mount of the root directory", () => {
    const { root, files } = defaultHost();
    expect(root.directory).toBeUndefined();
    for (const { file } of files)
      expect(file.mount === root.mount, file.mount.superblock.type).toBe(file.mount.superblock.type === "ext4");
  });

  it("runs processes of root and of users", () => {
    expect(defaultHost().processes.map(({ name, process }) => [name, process.euid, process.egid])).toEqual([
      ["kubelet", 0, 0],
      ["containerd", 0, 0],
      ["shell", 1000, 1000],
      ["daemon", 101, 101],
    ]);
  });
});

describe("namesIn", () => {
  it("takes a path apart, however many slashes it has", () => {
    expect(namesIn("/")).toEqual([]);
    expect(namesIn("//var/lib/")).toEqual(["var", "lib"]);
  });
});

describe("nearestDirectory", () => {
  it("finds the directory, or the nearest above it that is known", () => {
    const host = defaultHost();
    const modeAt = (path: string): string => nearestDirectory(host, path).mode.toString(8);
    expect(["/", "/root", "/home/alice", "/tmp/x/y", "/run/containerd", "/opt", "/rootless"].map(modeAt)).toEqual([
      "755",
      "700",
      "700",
      "1777",
      "711",
      "755",
      "755",
    ]);
    expect(nearestDirectory(host, "/home/alice/.ssh").uid).toBe(1000);
    expect(nearestDirectory(host, "/home/bob").uid).toBe(0);
    expect(nearestDirectory(host, "/opt")).toBe(host.root);
  });

  it("tells directories of the same name in different places apart", () => {
    const root = existingDirectory({ mode: 0o755 });
    const one = existingDirectory({ mode: 0o711, directory: existingDirectory({ mode: 0o700, directory: root }) });
    const host = {
      root,
      files: [{ path: "/a/x/f", file: existingFile({ mode: 0o600, directory: one }) }],
      processes: [],
    };
    expect(nearestDirectory(host, "/b/x")).toBe(root);
    expect(nearestDirectory(host, "/a/x")).toBe(one);
    expect(nearestDirectory(host, "/a/y").mode).toBe(0o700);
  });
});
