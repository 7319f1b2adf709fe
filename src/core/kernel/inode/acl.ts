import type { HostId } from "../../id/id.ts";
import { type Credentials, inGroup } from "../credentials/process.ts";
import { type Facts, step, type Trace } from "../decision/decision.ts";
import { permissionRules as rules } from "../rules/permission-rules.ts";
import type { Inode } from "./file.ts";
import { groupOf, vfsGid, vfsUid } from "./file-owner.ts";
import { showBits, showWant } from "./mode.ts";

/**
 * An access control list, its entries in the order of acl(5): the owner, users, the owning group, groups, the mask, other.
 */
export type Acl = readonly AclEntry[];

/** One entry of an access control list. */
export type AclEntry = NamedAclEntry | PlainAclEntry;

/** An entry for one user or one group. */
export interface NamedAclEntry {
  /** Whether `id` is a user or a group. */
  readonly tag: "user" | "group";
  /** The ID, as the kernel keeps it in the inode: a number such as that of the owner there. */
  readonly id: HostId;
  /** The permissions, 0 to 7. */
  readonly permissions: number;
}

/** An entry for the owner, the owning group, everybody else, or the mask that limits users and groups. */
export interface PlainAclEntry {
  /** For whom it is. */
  readonly tag: "owner" | "owning-group" | "mask" | "other";
  /** The permissions, 0 to 7. */
  readonly permissions: number;
}

/** `posix_acl_permission`: what an access control list says. */
export function aclGrants(trace: Trace, process: Credentials, file: Inode, acl: Acl, want: number): boolean {
  let inSomeGroup = false;
  for (const entry of acl) {
    // acl(5): an entry for a user decides when it is the process's; its ID is read through the mount, like the owner's.
    if (entry.tag === "user" && vfsUid(file.mount, entry.id) === process.fsuid)
      return masked(trace, acl, "user", process.fsuid, entry.permissions, want);
    // Any entry of a group of the process that holds all that is wanted is enough.
    if (entry.tag === "owning-group" || entry.tag === "group") {
      const group = entry.tag === "group" ? vfsGid(file.mount, entry.id) : groupOf(file);
      if (!inGroup(process, group)) continue;
      if (covers(entry.permissions, want)) return masked(trace, acl, "group", group, entry.permissions, want);
      inSomeGroup = true;
      trace?.push(step(rules, "acl-entry", "refuses", factsOf("group", group, entry.permissions, want)));
    }
    // If groups matched and none of them was enough, the entry for all others is not asked.
    if (entry.tag === "other" && !inSomeGroup) {
      const granted = covers(entry.permissions, want);
      trace?.push(
        step(rules, "acl-other", granted ? "grants" : "refuses", {
          bits: showBits(entry.permissions),
          want: showWant(want),
        }),
      );
      return granted;
    }
  }
  return false;
}

/** acl(5): the mask limits what entries for users and groups grant. */
function masked(
  trace: Trace,
  acl: Acl,
  kind: "user" | "group",
  id: HostId,
  permissions: number,
  want: number,
): boolean {
  const mask = acl.find(({ tag }) => tag === "mask")?.permissions ?? 7;
  const granted = covers(permissions & mask, want);
  trace?.push(step(rules, "acl-entry", granted ? "grants" : "refuses", factsOf(kind, id, permissions & mask, want)));
  return granted;
}

function factsOf(kind: "user" | "group", id: HostId, permissions: number, want: number): Facts {
  return { kind, id, bits: showBits(permissions), want: showWant(want) };
}

function covers(permissions: number, want: number): boolean {
  return (permissions & want) === want;
}
