import type { ExecRule } from "../rules/exec-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const execEnglish: RuleTexts<ExecRule> = {
  "exec-regular-file": { refuses: "{type} is not executed" },
  "set-id-honoured": { skips: "{what} are ignored: {why}" },
  "set-id-owner-unmapped": {
    skips: "the set-ID bits are ignored: owner {owner} and group {group} are not both mapped in {namespace}",
  },
  "set-user-id": { changes: "set-user-ID: the effective user becomes {owner}" },
  "set-group-id": {
    changes: "set-group-ID: the effective group becomes {group}",
    skips: "set-group-ID without the group's execute bit means nothing",
  },
  "file-capability-honoured": { changes: "the file gives the capabilities {permitted}" },
  "file-capability-root-id": {
    skips: "the file's capabilities were given by {root}, which is user 0 neither in {namespace} nor above",
  },
  "file-capability-bounded": { refuses: "the file wants {wanted}, the bounding set leaves {permitted}" },
  "root-program": { changes: "user 0 of {namespace} gets the bounding set {permitted}, {how}" },
  "set-user-id-root-with-capability": { skips: "set-user-ID-root with file capabilities: only those of the file" },
  "ambient-program": { changes: "the ambient capabilities {ambient} are cleared: {why}" },
  "no-new-privs": {
    changes: "no_new_privs: back to the real user {ruid} and group {rgid}, with no capability that was not held",
  },
  "exec-traced": { passes: "the process is traced: its tracer needs CAP_SYS_PTRACE over {namespace}" },
  "exec-unsafe": {
    passes: "{why}: no capability that was not held, and other IDs only with CAP_SETUID",
    changes: "back to the real user {ruid} and group {rgid}",
  },
  "script-interpreter": { passes: "a script runs its interpreter, whose bits and capabilities count" },
  "exec-credentials": { grants: "runs as user {euid} and group {egid} with the capabilities {effective}" },
  "exec-memory": { changes: "the new memory belongs to {namespace}, dumpable: {dumpable}" },
  "exec-unreadable": { changes: "the program may not be read, so its memory is not dumpable" },
};
