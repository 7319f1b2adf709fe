import type { AttributeRule } from "../rules/attribute-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const attributeEnglish: RuleTexts<AttributeRule> = {
  "attribute-of-unmapped-inode": { refuses: "the mount has no ID for owner {uid} or group {gid} of the inode" },
  "attribute-trusted": { passes: "a trusted attribute is for CAP_SYS_ADMIN over the host" },
  "attribute-user-type": { refuses: "user attributes are for regular files and directories, not for {type}" },
  "attribute-user-sticky": { passes: "the directory is sticky: only its owner sets user attributes" },
  "attribute-security": {
    grants: "anybody may read a security attribute",
    passes: "a security attribute takes CAP_SYS_ADMIN over the filesystem, which is {namespace}'s",
  },
  "file-capability-remover": { passes: "CAP_SETFCAP over the file is needed" },
  "file-capability-absent": { refuses: "the file has no capabilities" },
  "file-capability-shown": {
    grants: "their root is {root} to the kernel: shown in {namespace} with root {id}",
    refuses: "their root, {root} to the kernel, has no ID in {namespace} and is user 0 of none above",
  },
  "acl-argument": { refuses: "{kind} {id} of the list is not mapped in {namespace}" },
  "acl-form": { refuses: "the list lacks an entry, or has them out of order" },
  "acl-in-inode": { refuses: "the mount has no ID in the inode for {kind} {id} of the list" },
  "acl-owner": { passes: "only the owner sets a list" },
  "acl-of-link": { refuses: "a symbolic link has no list" },
  "acl-default-of-directory": {
    grants: "there is no default list to take away",
    refuses: "only a directory has a default list",
  },
  "acl-mode": { changes: "the mode follows the list: {before} becomes {after}" },
  "default-list": {
    changes:
      "the directory's default list takes the place of umask: {bits} for the owner, {group}, and {other} for others",
  },
};
