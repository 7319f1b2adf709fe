/** The programs that read `/etc/subuid` and `/etc/subgid`, each in its own way. */
export const SUBID_READER_NAMES = ["shadow", "storage", "moby", "incus", "lxd", "unshare"] as const;

/** The name of a program, or library, that reads `/etc/subuid` and `/etc/subgid`. */
export type SubidReader = (typeof SUBID_READER_NAMES)[number];
