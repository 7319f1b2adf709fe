import type { AclEntry } from "../inode/acl.ts";

/** Where the entries of a list stand: `e_tag` of `posix_acl_valid`, which takes them in this order. */
const PLACES: Readonly<Record<AclEntry["tag"], number>> = {
  owner: 0,
  user: 1,
  "owning-group": 2,
  group: 3,
  mask: 4,
  other: 5,
};

const ONCE: readonly AclEntry["tag"][] = ["owner", "owning-group", "other"];

/** `posix_acl_valid`: the order, what there is exactly once, and the mask that named users and groups need. */
export function isWellFormed(acl: readonly Pick<AclEntry, "tag" | "permissions">[]): boolean {
  const of = (tag: AclEntry["tag"]): number => acl.filter((entry) => entry.tag === tag).length;
  const places = acl.map(({ tag }) => PLACES[tag]);
  const ordered = places.every((place, at) => place >= (places[at - 1] ?? 0));
  const masked = of("user") + of("group") === 0 ? of("mask") <= 1 : of("mask") === 1;
  return ordered && masked && ONCE.every((tag) => of(tag) === 1);
}
