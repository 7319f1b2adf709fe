import { step, type Trace } from "../decision/decision.ts";
import { attributeRules as rules } from "../rules/attribute-rules.ts";
import type { Acl, AclEntry } from "./acl.ts";
import type { FileType, Inode } from "./file.ts";
import { showBits } from "./mode.ts";

/** What a directory's default list makes of a mode, and the lists that go with it. */
export type Inherited = Pick<Inode, "mode" | "acl" | "defaultAcl">;

/** `posix_acl_create`: what is made in a directory with a default list, which takes the place of umask(2). */
export function inheritedFrom(trace: Trace, { defaultAcl }: Inode, type: FileType, mode: number): Inherited {
  if (defaultAcl === undefined) return { mode, acl: undefined, defaultAcl };
  const list = limited(defaultAcl, mode);
  const bits = modeOfAcl(list);
  trace?.push(
    step(rules, "default-list", "changes", {
      bits: showBits(bits >> 6),
      group: showBits(bits >> 3),
      other: showBits(bits),
    }),
  );
  return {
    mode: (mode & ~0o777) | bits,
    acl: saysMoreThanMode(list) ? list : undefined,
    defaultAcl: type === "directory" ? defaultAcl : undefined,
  };
}

/** `posix_acl_create_masq`: the list, limited by the mode that the call asks for. */
function limited(acl: Acl, mode: number): Acl {
  const hasMask = acl.some(({ tag }) => tag === "mask");
  return acl.map((entry): AclEntry => {
    switch (entry.tag) {
      case "owner":
        return { ...entry, permissions: entry.permissions & (mode >> 6) & 7 };
      case "other":
        return { ...entry, permissions: entry.permissions & mode & 7 };
      case "mask":
        return { ...entry, permissions: entry.permissions & (mode >> 3) & 7 };
      case "owning-group":
        return hasMask ? entry : { ...entry, permissions: entry.permissions & (mode >> 3) & 7 };
      default:
        return entry;
    }
  });
}

/** `posix_acl_equiv_mode`: whether a list says more than three times three bits; acl(5): one with names has a mask. */
export function saysMoreThanMode(acl: Acl): boolean {
  return acl.some(({ tag }) => tag === "mask");
}

/** The bits that the mode of a file with this list has. */
export function modeOfAcl(acl: Acl): number {
  // acl(5): where there is a mask, the group's bits of the mode are the mask.
  const group = acl.some(({ tag }) => tag === "mask") ? "mask" : "owning-group";
  return (bitsOf(acl, "owner") << 6) | (bitsOf(acl, group) << 3) | bitsOf(acl, "other");
}

function bitsOf(acl: Acl, tag: AclEntry["tag"]): number {
  return acl.filter((entry) => entry.tag === tag).reduce((bits, { permissions }) => bits | permissions, 0);
}
