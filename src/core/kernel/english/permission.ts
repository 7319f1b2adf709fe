import type { PermissionRule } from "../rules/permission-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const permissionEnglish: RuleTexts<PermissionRule> = {
  "path-search": { passes: "directory {depth} up, mode {mode}, owner {owner}, group {group}" },
  "read-only-filesystem": { refuses: "the filesystem is read-only" },
  "read-only-mount": { refuses: "the mount is read-only" },
  "immutable-file": { refuses: "the file is immutable" },
  "unmapped-inode": { refuses: "the mount has no ID for owner {uid} or group {gid} of the inode" },
  "owner-bits": {
    grants: "owner? {fsuid} it is → owner bits {bits} grant {want}",
    refuses: "owner? {fsuid} it is → owner bits {bits} → {want} not granted",
    skips: "owner? {fsuid} is not {owner}",
  },
  "acl-entry": {
    grants: "the list's entry for {kind} {id}, {bits} with the mask, grants {want}",
    refuses: "the list's entry for {kind} {id} is {bits} → {want} not granted",
  },
  "acl-other": {
    grants: "the list's entry for others, {bits}, grants {want}",
    refuses: "the list's entry for others is {bits} → {want} not granted",
  },
  "acl-follows-mode": { changes: "the list follows the mode: its mask is {group}, its entry for others {other}" },
  "group-bits": {
    grants: "group? in {group} → group bits {bits} grant {want}",
    refuses: "group? in {group} → group bits {bits} → {want} not granted",
    skips: "group? not in {group}",
  },
  "other-bits": { grants: "other bits {bits} grant {want}", refuses: "other bits {bits} → {want} not granted" },
  "capability-override": { skips: "no execute bit is set, so no capability helps" },
  "sysctl-administrator": {
    passes: "a setting of {table}: its owner's bits are also for the administrator of {namespace}",
  },
  "sysctl-bits": {
    grants: "a kernel setting: bits {bits} for {who} grant {want}",
    refuses: "a kernel setting: bits {bits} for {who} → {want} not granted, and no capability helps",
  },
  "overlay-layer": { passes: "in the overlay's layer, {want} for its mounter {mounter}" },
  "overlay-copy-up": { refuses: "owner {uid} or group {gid} in the overlay's layer has no ID to be copied with" },
  "overlay-copy-up-list": { refuses: "the list's entry for a {kind} without ID cannot be copied" },
  "overlay-device": { passes: "the device is made by the mounter {mounter}, who needs CAP_MKNOD over the host, too" },
  "overlay-attributes": { passes: "in the upper layer, by the mounter {mounter}" },
  "file-type": { refuses: "{type} cannot be opened so" },
  "device-on-nodev": { refuses: "a device on a mount that is nodev" },
  "socket-open": { refuses: "a socket is connected to, not opened" },
  "program-on-noexec": { refuses: "the mount is noexec" },
  "no-atime": { passes: "O_NOATIME is for the owner of the file" },
};
