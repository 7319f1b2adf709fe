import { err, ok, type Result } from "../../result.ts";
import { isAtLeast, type Version } from "./version.ts";

/** Whether mounts of a filesystem can be mapped. */
export interface FilesystemRow {
  /** Its type, as `/proc/mounts` names it. */
  readonly type: string;
  /** The kernel from which on it can; absent where it never can, or where the version is not known. */
  readonly since?: Version;
  /** What else it depends on. */
  readonly depends?: string;
  /** Where it can be read, or that it was tried. */
  readonly source: string;
}

/** The filesystems that something is known about. */
export const FILESYSTEM_TABLE: readonly FilesystemRow[] = [
  { type: "ext4", since: [5, 12], source: "mount_setattr(2)" },
  { type: "xfs", since: [5, 12], source: "mount_setattr(2)" },
  { type: "vfat", since: [5, 12], source: "mount_setattr(2), FAT" },
  { type: "msdos", since: [5, 12], source: "mount_setattr(2), FAT" },
  { type: "btrfs", since: [5, 15], source: "mount_setattr(2)" },
  { type: "ntfs3", since: [5, 15], source: "mount_setattr(2)" },
  { type: "f2fs", since: [5, 18], source: "mount_setattr(2)" },
  { type: "erofs", since: [5, 19], source: "mount_setattr(2)" },
  { type: "squashfs", since: [6, 2], source: "mount_setattr(2)" },
  { type: "tmpfs", since: [6, 3], source: "mount_setattr(2); kubernetes.io, User Namespaces" },
  { type: "ceph", since: [6, 7], source: "mount_setattr(2)" },
  { type: "hugetlbfs", since: [6, 9], source: "mount_setattr(2)" },
  { type: "exfat", since: [6, 11], source: "exfat: handle idmapped mounts, in the kernel's history" },
  { type: "bcachefs", since: [6, 12], source: "bcachefs: support idmap mounts, in the kernel's history" },
  {
    type: "zfs",
    since: [5, 12],
    source: "OpenZFS pull requests 13671 and 14097: with OpenZFS 2.2, which is not in the kernel's tree",
  },
  {
    type: "fuse",
    since: [6, 12],
    depends: "the filesystem's daemon",
    source: "FUSE_ALLOW_IDMAP in the kernel's source; mountpoint-s3 issue 1835",
  },
  {
    type: "virtiofs",
    since: [6, 12],
    depends: "the filesystem's daemon",
    source: "FUSE_ALLOW_IDMAP in the kernel's source",
  },
  { type: "nfs", source: "kubernetes.io, User Namespaces; website issue 50679" },
  { type: "nfs4", source: "kubernetes.io, User Namespaces; website issue 50679" },
  { type: "cifs", source: "reported: EINVAL; not in the list of mount_setattr(2)" },
  { type: "smb3", source: "reported: EINVAL; not in the list of mount_setattr(2)" },
  { type: "9p", source: "reported: EINVAL; not in the list of mount_setattr(2)" },
  { type: "overlay", source: "tried on 6.18: EINVAL" },
  { type: "proc", source: "tried on 6.18: EINVAL" },
  { type: "sysfs", source: "tried on 6.18: EINVAL" },
  { type: "devtmpfs", source: "tried on 6.18: EINVAL" },
  { type: "devpts", source: "tried on 6.18: EINVAL" },
  { type: "cgroup2", source: "tried on 6.18: EINVAL" },
  { type: "mqueue", source: "tried on 6.18: EINVAL" },
  { type: "ramfs", source: "tried on 6.18: EINVAL" },
];

/** mount_setattr(2): overlayfs, ID-mapped lower and upper layers, since Linux 5.19. An overlay itself never can. */
export const OVERLAY_LAYERS_SINCE: Version = [5, 19];

/** mount_setattr(2): "mount_setattr() first appeared in Linux 5.12". */
export const MAPPED_MOUNTS_SINCE: Version = [5, 12];

/** What is known about a kernel, as far as it decides which mounts can be mapped. */
export interface KernelFacts {
  /** Its major and minor version. */
  readonly kernel?: Version;
  /** The distribution that its release names, as in `el9`; absent where it names none. */
  readonly kernelDistribution?: string;
  /** All the types of filesystems that it maps, `overlay` for the layers of images, where somebody looked. */
  readonly idmappable?: readonly string[];
}

export interface Mappability {
  readonly answer:
    | "yes"
    | "no"
    | "not-named"
    | "depends-on-kernel"
    | "depends-on-backports"
    | "depends-on-daemon"
    | "not-known";
  /** The kernel from which on it can, where that matters. */
  readonly since?: Version;
}

/** Whether mounts of a type can be mapped: by what somebody found out about this kernel, and else by its version. */
export function mappability(type: string, { kernel, kernelDistribution, idmappable }: KernelFacts): Mappability {
  const name = FUSE.test(type) ? "fuse" : type;
  if (idmappable !== undefined && (idmappable.includes(type) || idmappable.includes(name))) return { answer: "yes" };
  const row = FILESYSTEM_TABLE.find((each) => each.type === name);
  if (row !== undefined && row.since === undefined) return { answer: "no" };
  if (idmappable !== undefined) return { answer: "not-named" };
  if (row?.since === undefined) return { answer: "not-known" };
  const { since, depends } = row;
  if (depends === undefined && hasBackports(kernelDistribution)) return { answer: "depends-on-backports" };
  if (kernel === undefined) return { answer: "depends-on-kernel", since };
  if (!isAtLeast(kernel, since)) return { answer: "no", since };
  return { answer: depends === undefined ? "yes" : "depends-on-daemon" };
}

/** The layers of an image are mapped one by one; an overlay that is mounted cannot be mapped. */
export function layerMappability({ kernel, kernelDistribution, idmappable }: KernelFacts): Mappability {
  if (idmappable !== undefined) return { answer: idmappable.includes("overlay") ? "yes" : "not-named" };
  if (hasBackports(kernelDistribution)) return { answer: "depends-on-backports" };
  if (kernel === undefined) return { answer: "depends-on-kernel", since: OVERLAY_LAYERS_SINCE };
  return isAtLeast(kernel, OVERLAY_LAYERS_SINCE) ? { answer: "yes" } : { answer: "no", since: OVERLAY_LAYERS_SINCE };
}

/**
 * Red Hat takes what later kernels can into the kernels of Enterprise Linux, and has turned mapped mounts off for a while:
 * kernel-5.14.0 of CentOS Stream 9 up to about build 325, systemd/systemd-centos-ci issue 651. The version says neither.
 */
function hasBackports(distribution: string | undefined): boolean {
  return distribution !== undefined && /^el\d/.test(distribution);
}

/** `/proc/mounts` names the daemon behind the dot, and `fuseblk` where there is a block device. */
const FUSE = /^fuse(?:\.|blk$)/;

/** A text that names no kernel. */
export interface KernelError {
  readonly code: "not-a-kernel";
  /** What stands there, shortened. */
  readonly found: string;
}

/** A kernel, as far as its release tells. */
export interface KernelRelease {
  /** Its first two numbers. */
  readonly version: Version;
  /**
   * The distribution that the release names, as in `.el9`. Where there is one, the numbers may say less than the kernel can:
   * Red Hat takes features of later kernels into its own.
   */
  readonly distribution?: string;
}

/**
 * Reads the release of a kernel as `uname` prints it, or as a node's status has it (`kernelVersion`).
 *
 * A release candidate counts as its release: what a kernel can is in it from the first one on.
 *
 * @param text - the release, or only its first two numbers; or a whole line of `uname -a` or `/proc/version`
 * @returns what it says, or the refusal of anything else
 * @example
 * ```ts
 * import { unwrap } from "userns-sim";
 * import { parseKernelRelease } from "userns-sim/kubelet";
 *
 * unwrap(parseKernelRelease("6.8.0-1064-azure")); // => { version: [6, 8] }
 * unwrap(parseKernelRelease("5.14.0-570.49.1.el9_6.x86_64")); // => { version: [5, 14], distribution: "el9" }
 * ```
 */
export function parseKernelRelease(text: string): Result<KernelRelease, KernelError> {
  if (typeof text !== "string") return err({ code: "not-a-kernel", found: "" });
  const [, major, minor, more = ""] = KERNEL.exec(UNAME.exec(text)?.[1] ?? text) ?? [];
  if (major === undefined) return err({ code: "not-a-kernel", found: text.slice(0, 40) });
  const version = [Number(major), Number(minor)];
  const [, distribution] = DISTRIBUTION.exec(more) ?? [];
  return ok(distribution === undefined ? { version } : { version, distribution });
}

/**
 * Reads the version of a kernel alone.
 *
 * @param text - what {@link parseKernelRelease} takes
 * @returns the two numbers, or the refusal of anything else
 * @example
 * ```ts
 * import { unwrap } from "userns-sim";
 * import { parseKernel } from "userns-sim/kubelet";
 *
 * unwrap(parseKernel("6.8.0-1064-azure")); // => [6, 8]
 * parseKernel("six").ok; // => false
 * ```
 */
export function parseKernel(text: string): Result<Version, KernelError> {
  const release = parseKernelRelease(text);
  return release.ok ? ok(release.value.version) : release;
}

const KERNEL = /^(\d{1,5})\.(\d{1,5})([.+~-][\w.+~-]{0,100})?$/;

/** A whole line has before the release the name of the host, or the word version, and behind it who built what. */
const UNAME = /^Linux (?:\S{1,64} )?(\d[\w.+~-]{2,120})(?: [#(].*)?$/;

/** Enterprise Linux and Oracle's own kernel for it, Fedora, Amazon Linux, Azure Linux, openEuler. */
const DISTRIBUTION = /\.(el\d{1,2}(?:uek)?|fc\d{1,3}|amzn\d{1,4}|cm\d|azl\d|oe\d{1,4})(?![a-z0-9])/;
