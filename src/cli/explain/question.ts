import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import type { Capability } from "../../core/kernel/credentials/capability.ts";

/** What can be asked; each has its row in `operations.ts`. */
export const OPERATION_NAMES = [
  "read",
  "write",
  "execute",
  "chown",
  "chmod",
  "create",
  "unlink",
  "signal",
  "trace",
  "environ",
  "root",
  "limits",
  "setns",
] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface OwnedMode extends Owner {
  readonly mode: number;
}

export interface Question {
  readonly op: OperationName;
  /** The map of who asks; the host's without one. */
  readonly map?: readonly IdMapping[];
  /** Its user ID, as its namespace sees it. */
  readonly uid: number;
  readonly gid: number;
  /** Its further groups. */
  readonly group?: readonly number[];
  readonly caps?: readonly Capability[];
  /** Who owns the file, on disk. */
  readonly owner: Owner;
  readonly mode: number;
  /** The directory of the file, for `create` and `unlink`. */
  readonly directory: OwnedMode;
  /** Whether the file is on a mount with the map of who asks. */
  readonly idmapped?: true;
  /** Whom `chown` gives the file to. */
  readonly to: Owner;
  /** The map of the process that something is done to: from its IDs to the host's, or with `below` to those of who asks. */
  readonly targetMap?: readonly IdMapping[];
  /** Its user and group ID, as its namespace sees it. */
  readonly target: Owner;
  /** Whether it lives in the namespace of who asks. */
  readonly samePod?: true;
  /** Whether it lives in another namespace that may have the same map. */
  readonly otherPod?: true;
  /** Whether it lives in a namespace that was made inside the one of who asks. */
  readonly below?: true;
}

/** An option that some questions have and others have not. */
export type Operand = Exclude<keyof Question, "op" | "map" | "uid" | "gid" | "group" | "caps">;

export function isOnIdmappedMount({ idmapped, map }: Question): boolean {
  return idmapped === true && map !== undefined;
}
