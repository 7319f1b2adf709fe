import type { FormName } from "../../core/forms/form/form-names.ts";
import type { SubidReader } from "../../core/forms/form/subid-reader.ts";
import type { SubordinateIds } from "../../core/forms/linux/subid.ts";
import type { Capability } from "../../core/kernel/credentials/capability.ts";
import { Failure } from "../base/failure.ts";
import { flagOf } from "../program/option-from.ts";

/** Who writes the map: a process outside of the namespace, one inside, or newuidmap(1) and newgidmap(1) for the user. */
export const WRITERS = ["parent", "self", "newuidmap"] as const;

/** What the file of newuidmap and newgidmap has: its set-user-ID bit, a file capability in its place, or neither. */
export const HELPERS = ["setuid", "file-caps", "plain"] as const;

export interface MapCheckAsked {
  /** Whether the map is written to gid_map. */
  readonly gid?: true;
  readonly as: (typeof WRITERS)[number];
  /** The user that created the namespace, as its parent sees it. */
  readonly uid: number;
  /** The form of the map. */
  readonly form?: FormName;
  /** The map of the parent namespace; the host's without one. */
  readonly outer?: readonly string[];
  readonly denySetgroups?: true;
  /** What the user holds and, of newuidmap, what a program can get. */
  readonly caps?: readonly Capability[];
  readonly helper: (typeof HELPERS)[number];
  /** False where it runs under no_new_privs. */
  readonly newPrivs: boolean;
  /** The user's subordinate IDs, or the file that has them. */
  readonly subid?: readonly SubordinateIds[];
  readonly subuid?: string;
  readonly subgid?: string;
  /** Whose lines of that file count, besides those of the user's number; of a map of subordinate IDs, whose it is. */
  readonly owner?: string;
  /** Who reads a map of subordinate IDs. */
  readonly reader?: SubidReader;
  /** Whose own ID comes first in it. */
  readonly rootless?: number;
}

const OF_HELPERS = ["subid", "subuid", "subgid", "helper", "newPrivs"] as const;

/** @throws Failure where an option would be passed over in silence. */
export function refuseApart({ as, gid }: MapCheckAsked, isGiven: (option: keyof MapCheckAsked) => boolean): void {
  const refuse = (option: keyof MapCheckAsked, goesWith: string): void => {
    const flag = option === "newPrivs" ? flagOf(option, true) : flagOf(option);
    if (isGiven(option)) throw new Failure(`${flag} has a meaning with ${goesWith} only`);
  };
  if (as !== "newuidmap") for (const option of OF_HELPERS) refuse(option, "--as newuidmap");
  if (gid !== true) for (const option of ["denySetgroups", "subgid"] as const) refuse(option, "--gid");
  if (gid === true && isGiven("subuid")) throw new Failure("--subuid is about users: with --gid give --subgid");
}
