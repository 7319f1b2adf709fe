import type { OwnedRule } from "../rules/owned-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const ownedEnglish: RuleTexts<OwnedRule> = {
  "join-threads": { refuses: "a process with several threads stays in its time namespace" },
  "join-target": { passes: "to join the {kind} namespace takes CAP_SYS_ADMIN over {owner}, which owns it" },
  "join-chroot": { passes: "to join a mount namespace takes CAP_SYS_CHROOT in {namespace}, its own" },
  "join-own": { passes: "to join the {kind} namespace takes CAP_SYS_ADMIN in {namespace}, its own, too" },
  "join-shared-directories": { refuses: "another thread or process shares its root and working directory" },
  "join-pid-descendant": {
    passes: "the PID namespace is the one it is in, or lies below",
    refuses: "the PID namespace neither is the one it is in, nor lies below",
  },
  joined: { grants: "in the {kind} namespace of {owner}", changes: "its children will be in it" },
  "unshare-capability": { passes: "to make a namespace takes CAP_SYS_ADMIN in {namespace}" },
  "unshare-pid-again": { refuses: "its children will be in another PID namespace already" },
  "unshare-pid-owner": { refuses: "{namespace} does not lie within {owner}, which owns the PID namespace it is in" },
  "unshare-pid-level": { refuses: "the PID namespace it is in lies at level {level}, and nothing is made below 32" },
  unshared: { grants: "a new {kind} namespace, owned by {owner}", changes: "its children will be in it" },
  "host-name-capability": {
    passes: "the host's name takes CAP_SYS_ADMIN over {owner}, the owner of the UTS namespace",
  },
  "host-name-length": { grants: "length {length}, at most 64 bytes", refuses: "{length} bytes are more than 64" },
  "time-offsets-capability": { passes: "the clocks take CAP_SYS_TIME over {owner}, the owner of the time namespace" },
  "time-offsets-fixed": {
    grants: "no process is in the time namespace yet",
    refuses: "a process is in the time namespace: its clocks stay as they are",
  },
};
