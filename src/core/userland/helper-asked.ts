import type { SubordinateIds } from "../forms/linux/subid.ts";
import type { IdMapping } from "../idmap/id-mapping.ts";
import type { Process } from "../kernel/credentials/process.ts";
import type { KernelSettings } from "../kernel/decision/kernel-settings.ts";
import type { Inode } from "../kernel/inode/file.ts";

/** How far a run of newuidmap(1) or newgidmap(1) came: the last thing that was asked, and of whom. */
export type HelperCall = "exec" | "target" | "arguments" | "grant" | "setgroups" | "open" | "write";

/** What a run of newuidmap(1) or newgidmap(1) is given. */
export interface HelperAsked {
  /** The process that calls the program. */
  readonly caller: Process;
  /** The process whose map is written. */
  readonly target: Process;
  /** The map that is asked for, as arguments, with host IDs as the caller's namespace sees them; it need not be a map. */
  readonly mappings: readonly IdMapping[];
  /** The subordinate IDs of the caller, as `/etc/subuid` or `/etc/subgid` lists them. */
  readonly grants: readonly SubordinateIds[];
  /** The program's file; unless given one of mode 04755 that belongs to the root of the caller's namespace, to the host's where there is none. */
  readonly program?: Inode;
  /** The settings of the machine: the release of the kernel. */
  readonly settings?: KernelSettings;
}
