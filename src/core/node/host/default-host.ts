import { createProcess, type ProcessOptions } from "../../kernel/credentials/process.ts";
import { existingDirectory, existingFile, type FileOptions, type Inode } from "../../kernel/inode/file.ts";
import { createMount, type Mount } from "../../kernel/inode/mount.ts";
import { type Host, type HostFile, namesIn } from "./host.ts";
import type { FileOperation } from "./operations.ts";

/**
 * Gives a machine as people know it: what everybody may read, what only root may, and what users have.
 *
 * Root's are `/etc/shadow`, `/root/.bash_history` below a directory of mode 0700, the kubelet's private key, the socket of
 * containerd, which nobody else may connect to, `/srv/root-group` of mode 0660, the runtime's program `/usr/bin/runc`,
 * the program `/usr/bin/su`, which is set-user-ID, and what the kernel shows as files: `core_pattern` and a `release_agent`.
 * `/etc/passwd` is for everybody to read, `/srv/for-all` to write. User 1000 has a private key in `/home/alice` and a file in
 * `/tmp`. Processes are the kubelet and containerd, a shell of user 1000 and a daemon of user 101.
 *
 * @returns the host; every call gives an equal one
 * @example
 * ```ts
 * import { defaultHost } from "userns-sim/node";
 *
 * const { files, processes } = defaultHost();
 * files[0]?.path; // => "/etc/passwd"
 * processes.map(({ name }) => name); // => ["kubelet", "containerd", "shell", "daemon"]
 * ```
 */
export function defaultHost(): Host {
  const directories = new Map<string, Inode>();
  const mounts = hostMounts();
  // Parents stand before their children in the table.
  for (const [path, mode, uid] of DIRECTORIES) {
    const directory = directories.get(parentOf(path));
    const mount = mounts.get(path) ?? directory?.mount;
    directories.set(
      path,
      existingDirectory({ mode, uid, gid: uid, ...given("mount", mount), ...given("directory", directory) }),
    );
  }
  return {
    root: directories.get("/") as Inode,
    files: FILES.map(([path, options, operations]): HostFile => {
      const directory = directories.get(parentOf(path));
      const file = existingFile({ ...options, ...given("directory", directory) });
      return { path, file, ...given("operations", operations) };
    }),
    processes: PROCESSES.map(([name, options]) => ({ name, process: createProcess(options) })),
  };
}

/** Under `exactOptionalPropertyTypes`, what is not known is left out. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
}

function parentOf(path: string): string {
  return `/${namesIn(path).slice(0, -1).join("/")}`;
}

function hostMounts(): ReadonlyMap<string, Mount> {
  return new Map([
    ["/", createMount()],
    ["/run", createMount({ nosuid: true, nodev: true, superblock: { type: "tmpfs" } })],
    ["/proc", createMount({ nosuid: true, nodev: true, noexec: true, superblock: { type: "proc" } })],
    ["/sys", createMount({ nosuid: true, nodev: true, noexec: true, superblock: { type: "sysfs" } })],
    ["/sys/fs/cgroup/rdma", createMount({ nosuid: true, nodev: true, noexec: true, superblock: { type: "cgroup" } })],
  ]);
}

const DIRECTORIES: readonly (readonly [path: string, mode: number, uid: number])[] = [
  ["/", 0o755, 0],
  ["/etc", 0o755, 0],
  ["/root", 0o700, 0],
  ["/home", 0o755, 0],
  ["/home/alice", 0o700, 1000],
  ["/home/alice/.ssh", 0o700, 1000],
  ["/srv", 0o755, 0],
  ["/tmp", 0o1777, 0],
  ["/usr", 0o755, 0],
  ["/usr/bin", 0o755, 0],
  ["/var", 0o755, 0],
  ["/var/lib", 0o755, 0],
  ["/var/lib/kubelet", 0o750, 0],
  ["/var/lib/kubelet/pki", 0o755, 0],
  ["/run", 0o755, 0],
  ["/run/containerd", 0o711, 0],
  ["/proc", 0o555, 0],
  ["/proc/sys", 0o555, 0],
  ["/proc/sys/kernel", 0o555, 0],
  ["/sys", 0o555, 0],
  ["/sys/fs", 0o755, 0],
  ["/sys/fs/cgroup", 0o755, 0],
  ["/sys/fs/cgroup/rdma", 0o755, 0],
];

/** `proc_sys_setattr` (fs/proc/proc_sysctl.c) lets nobody change mode and owner, and no entry of /proc can be removed. */
const SYSCTL: readonly FileOperation[] = ["read", "write", "execute"];

/** kernfs changes mode and owner, and removes nothing. */
const CGROUP: readonly FileOperation[] = ["read", "write", "execute", "chown", "chmod"];

const FILES: readonly (readonly [path: string, options: FileOptions, operations?: readonly FileOperation[]])[] = [
  ["/etc/passwd", { mode: 0o644 }],
  ["/etc/shadow", { gid: 42, mode: 0o640 }],
  ["/root/.bash_history", { mode: 0o600 }],
  ["/home/alice/.ssh/id_rsa", { uid: 1000, gid: 1000, mode: 0o600 }],
  ["/srv/for-all", { mode: 0o666 }],
  ["/srv/root-group", { mode: 0o660 }],
  ["/tmp/report", { uid: 1000, gid: 1000, mode: 0o600 }],
  ["/usr/bin/runc", { mode: 0o755 }],
  ["/usr/bin/su", { mode: 0o4755 }],
  ["/var/lib/kubelet/pki/kubelet.key", { mode: 0o600 }],
  ["/run/containerd/containerd.sock", { type: "socket", mode: 0o660 }],
  ["/proc/sys/kernel/core_pattern", { mode: 0o644, sysctl: { table: "global" } }, SYSCTL],
  ["/sys/fs/cgroup/rdma/release_agent", { mode: 0o644 }, CGROUP],
];

const PROCESSES: readonly (readonly [name: string, options: ProcessOptions])[] = [
  ["kubelet", {}],
  ["containerd", {}],
  ["shell", { uid: 1000, gid: 1000 }],
  ["daemon", { uid: 101, gid: 101 }],
];
