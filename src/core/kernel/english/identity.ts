import type { IdentityRule } from "../rules/identity-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const identityEnglish: RuleTexts<IdentityRule> = {
  "id-argument": {
    passes: "{side} {id} of {namespace} is {kernelId} to the kernel",
    refuses: "{side} {id} has no mapping in {namespace}",
  },
  "own-id": { grants: "{kernelId} is one of the process's own", skips: "{kernelId} is none of the process's own" },
  "id-capability": { passes: "the privileged way needs {capability}" },
  "nothing-new": { grants: "nothing would change" },
  "no-id-given": { grants: "neither ID is given, so only the file ID may change, to the effective one" },
  "file-id-ignored": {
    grants: "the file {side} ID is set",
    refuses: "the file {side} ID stays as it is, without an error",
  },
  "setgroups-permitted": { passes: "{namespace} has a gid_map and allows setgroups", refuses: "{namespace} {why}" },
  "setgroups-count": { refuses: "{count} groups are more than 65536", grants: "groups, all mapped: {count}" },
  "root-left": { changes: "no ID is {root} any more, which is 0 in {namespace}: {what} are cleared" },
  "effective-root-left": { changes: "the effective user is {root} no more: no capability is in effect" },
  "effective-root-entered": { changes: "the effective user is now {root}: all permitted capabilities are in effect" },
  "file-root-left": { changes: "the file user is {root} no more: the capabilities over files are not in effect" },
  "file-root-entered": { changes: "the file user is now {root}: the permitted capabilities over files are in effect" },
  "dumpable-cleared": { changes: "the process is not dumpable any more" },
};
