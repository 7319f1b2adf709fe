import { type ContainerId, OVERFLOW_ID } from "../../id/id.ts";
import { misuse } from "../../misuse/misuse.ts";

/** A release of the kernel, major and minor number. */
export type KernelVersion = readonly [major: number, minor: number];

/** What differs from machine to machine. */
export interface KernelSettings {
  /** The release, where releases differ. */
  readonly version: KernelVersion;
  /** `fs.protected_hardlinks`: whether a hard link needs a source that the process owns or may read and write. */
  readonly protectedHardlinks: boolean;
  /**
   * `fs.protected_symlinks`: whether a link in a sticky directory that all may write is followed only by its owner, and by
   * all where it belongs to whom the directory belongs.
   */
  readonly protectedSymlinks: boolean;
  /**
   * `fs.protected_fifos`: at 1, `O_CREAT` opens no FIFO of somebody else in a sticky directory that all may write; at 2, in
   * none either that its group may write.
   */
  readonly protectedFifos: 0 | 1 | 2;
  /** `fs.protected_regular`: the same for regular files. */
  readonly protectedRegular: 0 | 1 | 2;
  /** `kernel.yama.ptrace_scope`: at 1, a process attaches only to its descendants unless it has CAP_SYS_PTRACE. */
  readonly ptraceScope: 0 | 1;
  /** `kernel.overflowuid`: what is shown for a user ID without a mapping. */
  readonly overflowUid: ContainerId;
  /** `kernel.overflowgid`: what is shown for a group ID without a mapping. */
  readonly overflowGid: ContainerId;
}

/**
 * The settings that every question takes unless told otherwise: Linux 6.18, no Yama, and links, FIFOs and files protected as
 * systemd's `50-default.conf` has it, all at 1. A kernel that nobody set up has them at 0, and Debian has
 * `fs.protected_regular` at 2.
 *
 * Where releases differ, each with the version from which the newer behaviour holds:
 *
 * | | |
 * |---|---|
 * | 4.15 | a map may have 340 lines instead of 5 |
 * | 5.11 | an overlay is mounted in any user namespace; other filesystems have versions of their own |
 * | 5.12 | mapping the parent's user 0 needs CAP_SETFCAP |
 * | 6.3 | tmpfs can be idmapped; other filesystems have versions of their own |
 * | 6.9 | a mount takes no maps of which one is not written |
 * | 6.15 | CAP_PERFMON and CAP_SYS_ADMIN on the host open `environ` and its like for reading |
 * | 6.15 | `open_tree_attr` may replace the map of an idmapped mount |
 * | 6.17 | an exec under no_new_privs compares with the old effective user ID, no longer with the real one |
 */
export const DEFAULT_SETTINGS: KernelSettings = {
  version: [6, 18],
  protectedHardlinks: true,
  protectedSymlinks: true,
  protectedFifos: 1,
  protectedRegular: 1,
  ptraceScope: 0,
  overflowUid: OVERFLOW_ID,
  overflowGid: OVERFLOW_ID,
};

/** Tells whether a release is at least as new as another one. */
export function isAtLeast(settings: KernelSettings, major: number, minor: number): boolean {
  const [ownMajor, ownMinor] = settings.version;
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

export function expectSettings(caller: string, settings: KernelSettings): void {
  if (settings === DEFAULT_SETTINGS) return;
  if (!Array.isArray(settings?.version) || typeof settings.overflowUid !== "number")
    throw misuse(caller, "settings", "such as { ...DEFAULT_SETTINGS, ptraceScope: 1 }", settings);
}
