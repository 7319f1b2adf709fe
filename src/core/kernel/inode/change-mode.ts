import { step, type Trace } from "../decision/decision.ts";
import { permissionRules as rules } from "../rules/permission-rules.ts";
import type { Acl, AclEntry } from "./acl.ts";
import type { Inode } from "./file.ts";
import { showBits } from "./mode.ts";

/** `setattr_copy` and `posix_acl_chmod`: a file with another mode, which its access control list follows. */
export function withMode(trace: Trace, file: Inode, mode: number): Inode {
  const { acl } = file;
  if (acl === undefined) return { ...file, mode };
  trace?.push(
    step(rules, "acl-follows-mode", "changes", { group: showBits((mode >> 3) & 7), other: showBits(mode & 7) }),
  );
  return { ...file, mode, acl: followed(acl, mode) };
}

/** `__posix_acl_chmod_masq`, and of `posix_acl_update_mode` that a list which says no more than the mode is dropped. */
function followed(acl: Acl, mode: number): Acl | undefined {
  const group = (mode >> 3) & 7;
  const hasMask = acl.some(({ tag }) => tag === "mask");
  if (!hasMask && !acl.some((entry) => "id" in entry)) return undefined;
  return acl.map((entry): AclEntry => {
    switch (entry.tag) {
      case "owner":
        return { ...entry, permissions: (mode >> 6) & 7 };
      case "mask":
        return { ...entry, permissions: group };
      case "owning-group":
        return hasMask ? entry : { ...entry, permissions: group };
      case "other":
        return { ...entry, permissions: mode & 7 };
      default:
        return entry;
    }
  });
}
