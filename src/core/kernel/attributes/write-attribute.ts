import { step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { Inode } from "../inode/file.ts";
import { hasUnmappedId } from "../inode/file-owner.ts";
import { refused } from "../inode/permission.ts";
import { attributeRules as rules } from "../rules/attribute-rules.ts";

/** `may_write_xattr`: whether the inode itself lets anybody write its attributes. */
export function mayWriteAttributes(trace: Trace, file: Inode): Errno | undefined {
  if (file.immutable) return refused(trace, "immutable-file", "EPERM");
  if (!hasUnmappedId(file)) return undefined;
  trace?.push(step(rules, "attribute-of-unmapped-inode", "refuses", { uid: file.uid, gid: file.gid }));
  return "EPERM";
}
