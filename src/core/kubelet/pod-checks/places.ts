/**
 * The type of the innermost known mount that holds a path; what every Linux mounts for itself is known without being
 * named.
 */
export function filesystemAt(path: string, filesystems: Readonly<Record<string, string>>): string | undefined {
  const mounts = [...Object.entries(filesystems), ...SYSTEM_MOUNTS];
  let best: readonly [string, string] | undefined;
  for (const mount of mounts)
    if (isWithin(path, mount[0]) && (best === undefined || depthOf(mount[0]) > depthOf(best[0]))) best = mount;
  return best?.[1];
}

/** A mount strictly below a path. */
export function mountBelow(path: string, filesystems: Readonly<Record<string, string>>): string | undefined {
  const mounts = [...Object.keys(filesystems), ...SYSTEM_MOUNTS.map(([mount]) => mount)];
  return mounts.find((mount) => isWithin(mount, path) && depthOf(mount) > depthOf(path));
}

/** What systemd mounts on every node, whatever else there is. */
const SYSTEM_MOUNTS: readonly (readonly [path: string, type: string])[] = [
  ["/proc", "proc"],
  ["/sys", "sysfs"],
  ["/sys/fs/cgroup", "cgroup2"],
  ["/dev", "devtmpfs"],
  ["/dev/pts", "devpts"],
  ["/dev/mqueue", "mqueue"],
  ["/dev/shm", "tmpfs"],
];

/** The names that a path is made of. */
function namesOf(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

function depthOf(path: string): number {
  return namesOf(path).length;
}

function isWithin(path: string, directory: string): boolean {
  const names = namesOf(path);
  return namesOf(directory).every((name, i) => name === names[i]);
}
