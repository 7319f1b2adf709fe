import type { NamespaceRule } from "../rules/namespace-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const namespaceEnglish: RuleTexts<NamespaceRule> = {
  "namespace-level": {
    passes: "{parent} is at level {level}, at most 32",
    refuses: "{parent} is at level {level}, and nothing is created below level 33",
  },
  "namespace-limit": {
    passes: "user {uid} of {namespace} has {count} of {limit} {what}",
    skips: "user {uid} of {namespace} has {count} {what}, and no limit was given",
    refuses: "user {uid} of {namespace} has {count} of {limit} {what}: no more",
  },
  "namespace-threads": { refuses: "a process with several threads stays in its user namespace" },
  "namespace-shared-directories": { refuses: "another process shares its root and working directory" },
  "namespace-chroot": { refuses: "the process is in a chroot environment" },
  "namespace-creator-mapped": {
    passes: "user {euid} and group {egid} are mapped in {parent}",
    refuses: "user {euid} and group {egid} are not both mapped in {parent}",
  },
  "namespace-way": { passes: "the way in is {way}, which is guarded like ptrace" },
  "namespace-same": { refuses: "the process is in {namespace} already" },
  "namespace-joined": {
    passes: "to enter {namespace} takes CAP_SYS_ADMIN in it",
    changes: "in {namespace}: all capabilities there, none anywhere above; the user is still {euid} to the kernel",
  },
  "namespace-created": { grants: "{namespace} is created at level {level}, owned by user {owner}" },
  "map-file": { passes: "the file belongs to {uid} and {gid}, mode 0644" },
  "map-positioned-write": { refuses: "pwrite(2) is not possible here, write(2) is" },
  "map-initial": { refuses: "the map of the initial namespace is fixed" },
  "map-opener-namespace": {
    passes: "the file was opened in {opener}",
    refuses: "the file was opened in {opener}, which is neither {namespace} nor its parent",
  },
  "map-write-length": { refuses: "length {length} at position {position}: at most 4095 bytes at position 0" },
  "map-written-once": { refuses: "the {kind} map of {namespace} is written already" },
  "map-opener-admin": { passes: "the opener needs CAP_SYS_ADMIN over {namespace}" },
  "map-text": { passes: "lines, all well-formed: {lines}", refuses: "line {line}, column {column}: {code}" },
  "map-parent-root": {
    passes: "the map has the parent's user 0: the opener, in {parent}, needs CAP_SETFCAP there",
    grants: "the map has the parent's user 0, and the creator had CAP_SETFCAP",
    refuses: "the map has the parent's user 0, and the creator did not have CAP_SETFCAP",
  },
  "map-own-id": { grants: "one ID, and it is that of the opener, who created the namespace", skips: "{why}" },
  "map-projects": { grants: "project IDs may be mapped by anybody" },
  "map-parent-capability": { passes: "the {who} needs {capability} in {parent}" },
  "map-inside-parent": {
    grants: "every line lies within one line of the map of {parent}",
    refuses: "line {line}: the range [{start}, {end}) does not lie within one line of the map of {parent}",
  },
  "setgroups-file-admin": { passes: "to write /proc/PID/setgroups takes CAP_SYS_ADMIN over {namespace}" },
  "setgroups-file-text": { passes: "the text says {word}", refuses: "the text is neither allow nor deny" },
  "setgroups-file-allow": {
    grants: "setgroups(2) is allowed in {namespace}, as it was",
    refuses: "setgroups(2) is denied in {namespace} for good",
  },
  "setgroups-file-deny": {
    grants: "setgroups(2) is denied in {namespace} from now on",
    refuses: "the gid_map of {namespace} is written, so setgroups stays as it is",
  },
};
