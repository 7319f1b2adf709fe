import type { Acl, AclEntry } from "../../../core/kernel/inode/acl.ts";

/** A file's mode, and its list if it says more than the mode. */
export interface Listed {
  readonly mode: number;
  readonly acl?: Acl;
}

/**
 * What `setfacl -m` makes of a file without a list. setfacl(1): the mask, where none is given, is "the union of all
 * permissions of the owning group, and all named user and group entries"; acl(5): it stands in the mode's group bits.
 */
export function listedAs(mode: number, entries: Acl): Listed {
  const of = (tag: AclEntry["tag"]): number | undefined => entries.find((entry) => entry.tag === tag)?.permissions;
  const owner = of("owner") ?? (mode >> 6) & 7;
  const group = of("owning-group") ?? (mode >> 3) & 7;
  const other = of("other") ?? mode & 7;
  const users = entries.filter(({ tag }) => tag === "user");
  const groups = entries.filter(({ tag }) => tag === "group");
  const named = [...users, ...groups];
  const mask = of("mask") ?? named.reduce((union, { permissions }) => union | permissions, group);
  const bits = (mode & ~0o777) | (owner << 6) | other;
  if (named.length === 0 && of("mask") === undefined) return { mode: bits | (group << 3) };
  return {
    mode: bits | (mask << 3),
    acl: [
      { tag: "owner", permissions: owner },
      ...users,
      { tag: "owning-group", permissions: group },
      ...groups,
      { tag: "mask", permissions: mask },
      { tag: "other", permissions: other },
    ],
  };
}

/** What `setfacl -d -m` makes of a directory without a default list, whose mode lends what the list lacks. */
export function defaultListOf(mode: number, entries: Acl): Acl {
  const { mode: bits, acl } = listedAs(mode, entries);
  return (
    acl ?? [
      { tag: "owner", permissions: (bits >> 6) & 7 },
      { tag: "owning-group", permissions: (bits >> 3) & 7 },
      { tag: "other", permissions: bits & 7 },
    ]
  );
}
