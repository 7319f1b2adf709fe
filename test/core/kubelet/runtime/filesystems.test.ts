import { describe, expect, it } from "vitest";
import { filesystemAt, mountBelow, mountsOf } from "../../../../src/core/kubelet/pod-checks/places.ts";
import {
  layerMappability,
  mappability,
  parseKernel,
  parseKernelRelease,
} from "../../../../src/core/kubelet/runtime/filesystems.ts";

describe("mappability", () => {
  it("goes by the kernel", () => {
    expect(mappability("tmpfs", { kernel: [6, 3] })).toEqual({ answer: "yes" });
    expect(mappability("tmpfs", { kernel: [6, 2] })).toEqual({ answer: "no", since: [6, 3] });
    expect(mappability("tmpfs", {})).toEqual({ answer: "depends-on-kernel", since: [6, 3] });
  });

  it("says no where no kernel can", () => {
    for (const type of ["nfs", "cifs", "9p", "devtmpfs", "overlay"]) {
      expect(mappability(type, { kernel: [6, 18] })).toEqual({ answer: "no" });
      expect(mappability(type, {})).toEqual({ answer: "no" });
    }
  });

  it("does not know what depends on more, nor what it never heard of", () => {
    expect(mappability("nofuse.x", { kernel: [6, 12] }).answer).toBe("not-known");
    for (const type of ["fuse", "fuseblk", "fuse.mount-s3", "virtiofs"]) {
      expect(mappability(type, { kernel: [6, 12] })).toEqual({ answer: "depends-on-daemon" });
      expect(mappability(type, { kernel: [6, 11] })).toEqual({ answer: "no", since: [6, 12] });
    }
    expect(mappability("gpfs", { kernel: [6, 18] })).toEqual({ answer: "not-known" });
  });

  it("does not believe the version of a kernel with backports", () => {
    const red = { kernel: [5, 14], kernelDistribution: "el9" };
    expect(["ext4", "tmpfs", "hugetlbfs"].map((type) => mappability(type, red).answer)).toEqual([
      "depends-on-backports",
      "depends-on-backports",
      "depends-on-backports",
    ]);
    expect(["nfs", "fuse", "gpfs"].map((type) => mappability(type, red).answer)).toEqual(["no", "no", "not-known"]);
    expect(mappability("tmpfs", { kernel: [6, 14], kernelDistribution: "fc42" })).toEqual({ answer: "yes" });
    expect(layerMappability(red)).toEqual({ answer: "depends-on-backports" });
  });

  it("believes who looked what a kernel maps", () => {
    const looked = { kernel: [5, 14], kernelDistribution: "el9", idmappable: ["tmpfs", "overlay", "fuse"] };
    expect(["tmpfs", "fuse.sshfs", "ext4", "gpfs", "nfs"].map((type) => mappability(type, looked).answer)).toEqual([
      "yes",
      "yes",
      "not-named",
      "not-named",
      "no",
    ]);
    expect(mappability("overlay", looked).answer).toBe("yes");
    expect(layerMappability(looked).answer).toBe("yes");
    expect(layerMappability({ idmappable: ["tmpfs"] }).answer).toBe("not-named");
  });
});

describe("parseKernel", () => {
  it("reads two numbers and does not mind what follows", () => {
    for (const text of ["6.8", "6.8.0", "6.8.0-1064-azure", "6.8-rc1", "6.8+", "6.8~bpo12+1"])
      expect(parseKernel(text)).toEqual({ ok: true, value: [6, 8] });
    expect(parseKernel("5.15.0-91-generic")).toEqual({ ok: true, value: [5, 15] });
    expect(parseKernel("12345.12345")).toEqual({ ok: true, value: [12345, 12345] });
  });

  it("refuses anything else", () => {
    for (const text of [
      "",
      "6",
      "six",
      "6.",
      ".8",
      "6.8x",
      "6.8 ",
      " 6.8",
      "v6.8",
      "6.8.0 x",
      "6.123456",
      "123456.1",
      `6.8.${"1".repeat(101)}`,
    ].slice(0, -1))
      expect(parseKernel(text)).toEqual({ ok: false, error: { code: "not-a-kernel", found: text } });
    expect(parseKernel(`6.8.${"1".repeat(101)}`)).toEqual({
      ok: false,
      error: { code: "not-a-kernel", found: `6.8.${"1".repeat(36)}` },
    });
  });
});

describe("parseKernelRelease", () => {
  it.each([
    ["5.14.0-570.49.1.el9_6.x86_64", [5, 14], "el9"],
    ["4.18.0-553.el8_10.x86_64", [4, 18], "el8"],
    ["6.12.0-55.9.1.el10_0.aarch64", [6, 12], "el10"],
    ["5.14.0-427.13.1.el9_4.x86_64+rt", [5, 14], "el9"],
    ["5.15.0-200.131.27.el8uek.x86_64", [5, 15], "el8uek"],
    ["6.11.4-301.fc41.x86_64", [6, 11], "fc41"],
    ["6.1.102-111.187.amzn2023.x86_64", [6, 1], "amzn2023"],
    ["6.6.57.1-7.azl3", [6, 6], "azl3"],
    ["6.8.0-1064-azure", [6, 8], undefined],
    ["6.1.0-28-arm64", [6, 1], undefined],
    ["6.6.56+", [6, 6], undefined],
    ["5.15.167.4-microsoft-standard-WSL2", [5, 15], undefined],
    ["6.12.0-talos", [6, 12], undefined],
    ["5.14.0-1.elephant", [5, 14], undefined],
    ["Linux 6.8.0-45-generic", [6, 8], undefined],
    ["Linux node-1 5.14.0-503.el9.x86_64 #1 SMP PREEMPT_DYNAMIC Thu Aug 1 x86_64 GNU/Linux", [5, 14], "el9"],
    ["Linux version 6.8.0-45-generic (buildd@lcy02) (x86_64-linux-gnu-gcc-13) #45-Ubuntu SMP", [6, 8], undefined],
  ] as const)("reads %s", (text, version, distribution) => {
    expect(parseKernelRelease(text)).toEqual({ ok: true, value: { version, ...(distribution && { distribution }) } });
  });

  it.each(["Linux", "Linux ", "Linux node", "Linux a b 6.8", "6.8.0 #1", "linux 6.8", "Linux 6.8 x"])(
    "refuses %j",
    (found) => {
      expect(parseKernelRelease(found)).toEqual({ ok: false, error: { code: "not-a-kernel", found } });
    },
  );
});

describe("filesystemAt", () => {
  const mounts = mountsOf({ "/": "ext4", "/srv/data/": "xfs", "/srv": "btrfs", "/dev/shm": "other" });

  it("takes the innermost mount", () => {
    expect(filesystemAt("/home", mounts)).toBe("ext4");
    expect(filesystemAt("/", mounts)).toBe("ext4");
    expect(filesystemAt("/srv", mounts)).toBe("btrfs");
    expect(filesystemAt("/srv/data", mounts)).toBe("xfs");
    expect(filesystemAt("/srv/./data//x", mounts)).toBe("xfs");
    expect(filesystemAt("/srv/database", mounts)).toBe("btrfs");
  });

  it("knows what every Linux mounts, unless it is told otherwise", () => {
    const paths = ["/proc/sys", "/sys/kernel", "/sys/fs/cgroup", "/dev/fuse", "/dev/pts", "/dev/mqueue", "/dev/shm"];
    const types = ["proc", "sysfs", "cgroup2", "devtmpfs", "devpts", "mqueue", "tmpfs"];
    expect(paths.map((path) => filesystemAt(path, mountsOf({})))).toEqual(types);
    expect(filesystemAt("/dev/shm/x", mounts)).toBe("other");
  });

  it("knows nothing else", () => {
    expect(filesystemAt("/srv", mountsOf({}))).toBe(undefined);
  });
});

describe("mountBelow", () => {
  it("finds a mount strictly below a path", () => {
    expect(mountBelow("/srv", mountsOf({ "/srv": "xfs", "/srv/data": "ext4" }))).toBe("/srv/data");
    expect(mountBelow("/srv", mountsOf({ "/srv": "xfs", "/srvx/data": "ext4" }))).toBe(undefined);
    expect(mountBelow("/", mountsOf({}))).toBe("/proc");
    expect(mountBelow("/dev", mountsOf({}))).toBe("/dev/pts");
    expect(mountBelow("/dev/shm", mountsOf({}))).toBe(undefined);
  });
});
