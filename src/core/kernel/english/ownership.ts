import type { OwnershipRule } from "../rules/ownership-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const ownershipEnglish: RuleTexts<OwnershipRule> = {
  "access-real-ids": { changes: "asked as real user {ruid} and group {rgid}, with the capabilities {capabilities}" },
  "chown-argument": {
    refuses: "{side} {id}: not mapped in {namespace}",
    passes: "{side} {id} of {namespace} is {kernelId} to the kernel",
  },
  "chown-target-in-inode": { refuses: "the mount has no ID in the inode for {side} {kernelId}" },
  "unmapped-owner-kept": {
    refuses: "the mount has no ID for {side} {id} of the inode, and this change keeps it",
  },
  "chown-owner": { grants: "the owner {owner} stays the owner", skips: "a new owner needs CAP_CHOWN" },
  "chown-group": {
    grants: "the owner may give the file to group {group}, one of its own",
    skips: "{why}: a new group needs CAP_CHOWN",
  },
  "chown-repair": {
    passes: "the {side} in the inode, {id}, has no ID through the mount: CAP_CHOWN over the filesystem is asked for",
  },
  "attribute-owner": { passes: "only the owner sets the times" },
  "mode-owner": { passes: "only the owner changes the mode, here to {mode}" },
  "mode-of-link": { refuses: "the mode of a symbolic link does not change" },
  "sysctl-attributes": { refuses: "a kernel setting keeps its owner and its mode" },
  "touch-writer": { passes: "not the owner, but write access would do" },
  "set-id-bits-dropped": {
    changes: "the mode loses its set-ID bits: {before} becomes {after}",
    skips: "CAP_FSETID over the host keeps the set-ID bits",
  },
  "set-group-id-dropped": { changes: "not in group {group}: the set-group-ID bit is turned off, without an error" },
  "file-capability-dropped": { changes: "the file loses its capabilities" },
  "nothing-to-change": { grants: "neither owner, group nor mode would change, so nobody is asked" },
  "file-shown": {
    grants: "owner {owner} and group {group} through the mount are shown in {namespace} as {uid} and {gid}",
  },
  "written-by-descriptor": { grants: "the file is open for writing" },
  "file-capability-setter": { passes: "CAP_SETFCAP over the file is needed" },
  "file-capability-version": {
    grants: "stored as version 2: the root of {giver}, where the filesystem was mounted, gives them",
    passes: "stored as version 3, for the root of {namespace}",
  },
  "file-capability-root": {
    grants: "the root of {namespace} is {kuid} to the kernel and would be {rootId} in the inode",
    refuses: "the root of {namespace}, {kuid} to the kernel, has no ID on disk",
  },
};
