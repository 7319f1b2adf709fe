/** A mount of a node. */
export interface Mount {
  readonly path: string;
  readonly type: string;
  /** Its path in the one way of writing it that all below it begin with. */
  readonly directory: string;
}

/** The mounts that are known, and what systemd mounts on every node, which is known without being named. */
export function mountsOf(filesystems: Readonly<Record<string, string>>): readonly Mount[] {
  return [...Object.entries(filesystems), ...SYSTEM_MOUNTS].map(([path, type]) => ({
    path,
    type,
    directory: directoryOf(path),
  }));
}

/** The type of the innermost mount that holds a path. */
export function filesystemAt(path: string, mounts: readonly Mount[]): string | undefined {
  const place = directoryOf(path);
  let innermost: Mount | undefined;
  for (const mount of mounts)
    if (mount.directory.length > (innermost?.directory.length ?? 0) && place.startsWith(mount.directory))
      innermost = mount;
  return innermost?.type;
}

/** A mount strictly below a path. */
export function mountBelow(path: string, mounts: readonly Mount[]): string | undefined {
  const place = directoryOf(path);
  return mounts.find(({ directory }) => directory.length > place.length && directory.startsWith(place))?.path;
}

const SYSTEM_MOUNTS: readonly (readonly [path: string, type: string])[] = [
  ["/proc", "proc"],
  ["/sys", "sysfs"],
  ["/sys/fs/cgroup", "cgroup2"],
  ["/dev", "devtmpfs"],
  ["/dev/pts", "devpts"],
  ["/dev/mqueue", "mqueue"],
  ["/dev/shm", "tmpfs"],
];

/** Where every pod has the token of its service account unless it says otherwise. */
export const TOKEN_DIRECTORY = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The names of a path, each with a slash on both sides. */
export function directoryOf(path: string): string {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  return ["", ...names, ""].join("/");
}
