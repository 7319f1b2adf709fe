/**
 * The type of the innermost known mount that holds a path; what every Linux mounts for itself is known without being
 * named.
 */
export function filesystemAt(path: string, filesystems: Readonly<Record<string, string>>): string | undefined {
  const names = namesOf(path);
  let deepest = -1;
  let best: string | undefined;
  for (const [mount, type] of [...Object.entries(filesystems), ...SYSTEM_MOUNTS]) {
    const outer = namesOf(mount);
    if (outer.length > deepest && startsWith(names, outer)) {
      deepest = outer.length;
      best = type;
    }
  }
  return best;
}

/** A mount strictly below a path. */
export function mountBelow(path: string, filesystems: Readonly<Record<string, string>>): string | undefined {
  const mounts = [...Object.keys(filesystems), ...SYSTEM_MOUNTS.map(([mount]) => mount)];
  const names = namesOf(path);
  return mounts.find((mount) => {
    const inner = namesOf(mount);
    return inner.length > names.length && startsWith(inner, names);
  });
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

function startsWith(names: readonly string[], first: readonly string[]): boolean {
  return first.every((name, i) => name === names[i]);
}
