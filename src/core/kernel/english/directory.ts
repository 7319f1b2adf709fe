import type { DirectoryRule } from "../rules/directory-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const directoryEnglish: RuleTexts<DirectoryRule> = {
  "creator-on-disk": {
    passes: "user {fsuid} and group {fsgid} would be {uid} and {gid} in the inode",
    refuses: "the mount cannot store user {fsuid} or group {fsgid}",
  },
  "unmapped-victim": { refuses: "the mount has no ID for owner {uid} or group {gid} of the entry's inode" },
  "directory-write": { passes: "the directory must grant write and search" },
  "sticky-directory": {
    grants: "the directory is sticky, and user {fsuid} owns {what}",
    skips:
      "the directory is sticky: user {fsuid} is neither the owner {victim} of the entry nor {directory} of the directory",
  },
  "victim-type": { refuses: "{by} cannot take the place of {type}" },
  "sticky-create": {
    refuses:
      "O_CREAT in a sticky directory: {type} of {owner}, who is neither {fsuid} nor the owner {directory} of the directory",
  },
  "link-followed": {
    grants: "user {fsuid} may follow a link of {owner} here",
    refuses:
      "a link of {owner} in a sticky directory of {directory} that all may write: user {fsuid} does not follow it",
  },
  "same-mount": { refuses: "the two names are on different mounts" },
  "hard-link-source": {
    grants: "a regular file without set-ID bits that may be read and written",
    skips: "{why}: only the owner may link it",
    passes: "is the file safe to link? it must be readable and writable",
  },
  "unmapped-link-source": { refuses: "the mount has no ID for owner {uid} or group {gid} of the inode" },
  "hard-link-of-directory": { refuses: "directories have no second name" },
  "device-node": { passes: "a device needs CAP_MKNOD over the host" },
  "overlay-whiteout": { refuses: "the directory lies in an overlay" },
  "overlay-directory": { refuses: "the directory lies in a lower layer of the overlay" },
  "new-owner": { changes: "it belongs to {uid} and {gid} in the inode" },
  "new-group-of-directory": {
    changes: "the directory has its set-group-ID bit, so the group is its own, {gid} in the inode",
  },
};
