import { NO_ID } from "../../id/id.ts";
import { CAP_MKNOD } from "../credentials/capability-numbers.ts";
import { capable } from "../credentials/has-capability.ts";
import { gidIn, uidIn } from "../credentials/kernel-ids.ts";
import { setDepth, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { permissionRules as rules } from "../rules/permission-rules.ts";
import type { NamedAclEntry } from "./acl.ts";
import { type Inode, isDevice, type Layer } from "./file.ts";
import { MAY_READ } from "./mode.ts";
import { layerPermission } from "./permission.ts";

/**
 * `ovl_copy_up`: what is about to change is copied into the upper layer first, and so are the directories above it.
 * Else EOVERFLOW, EPERM, EACCES or EINVAL.
 */
export function mayCopyUp(trace: Trace, file: Inode, depth = 0): Errno | undefined {
  const { layer, directory } = file;
  if (layer === undefined) return undefined;
  const above = directory && mayCopyUp(trace, directory, depth + 1);
  if (above !== undefined) return above;
  if (trace === undefined) return copies(trace, file, layer);
  const first = trace.length;
  const errno = copies(trace, file, layer);
  setDepth(trace, first, depth);
  return errno;
}

function copies(trace: Trace, file: Inode, layer: Layer): Errno | undefined {
  const { type } = file;
  return (
    canOwnCopy(trace, file, layer) ??
    (isDevice(type) ? mounterMayMknod(trace, file) : undefined) ??
    // `ovl_copy_up_file`: the mounter reads what is in it, which is taken to be something.
    (type === "regular" ? layerPermission(trace, file, MAY_READ) : undefined) ??
    canListCopy(trace, file)
  );
}

/** `vfs_mknod`, with the credentials of who mounted the overlay: an overlay of a pod's root makes no devices for anybody. */
export function mounterMayMknod(trace: Trace, { layer }: Inode): Errno | undefined {
  if (layer === undefined) return undefined;
  trace?.push(step(rules, "overlay-device", "passes", { mounter: layer.mounter.fsuid }));
  return capable(trace, layer.mounter, CAP_MKNOD) ? undefined : "EPERM";
}

/** Where a file lies once it has been changed: there is nothing more to be asked of the mounter. */
export function inUpperLayer(file: Inode): Inode {
  return file.layer === undefined ? file : { ...file, layer: undefined };
}

/** `ovl_copy_up_one`: the copy belongs to whom the original belongs, so the mounter needs an ID for both. */
function canOwnCopy(trace: Trace, { uid, gid }: Inode, { file, mounter }: Layer): Errno | undefined {
  const { userNamespace } = mounter;
  if (uidIn(userNamespace, uid) !== NO_ID && gidIn(userNamespace, gid) !== NO_ID) return undefined;
  trace?.push(step(rules, "overlay-copy-up", "refuses", { uid: file.uid, gid: file.gid }));
  return "EOVERFLOW";
}

/** `ovl_copy_acl`: both lists are copied, too, and every entry is for somebody. */
function canListCopy(trace: Trace, { acl = [], defaultAcl = [] }: Inode): Errno | undefined {
  const nobody = [...acl, ...defaultAcl].find((entry): entry is NamedAclEntry => "id" in entry && entry.id === NO_ID);
  if (nobody === undefined) return undefined;
  trace?.push(step(rules, "overlay-copy-up-list", "refuses", { kind: nobody.tag }));
  return "EINVAL";
}
