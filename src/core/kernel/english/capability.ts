import type { CapabilityRule } from "../rules/capability-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const capabilityEnglish: RuleTexts<CapabilityRule> = {
  "capability-held": { grants: "{capability} held in {caller}", refuses: "{capability} not held in {caller}" },
  "capability-owner": { grants: "kuid {euid} in {caller} created {created}, so it has {capability} in {namespace}" },
  "capability-reach": {
    grants: "{capability} held in {caller}, above {namespace}",
    refuses: "{capability} asked for in {namespace}, which does not lie below {caller}",
  },
  "capability-over-inode": {
    grants: "file owner {owner} and group {group} mapped there",
    refuses: "but file {side} {id} has no mapping there",
  },
  "inode-owner": {
    grants: "file user ID {fsuid} owns the file",
    skips: "owner? {fsuid} is not {owner}",
    refuses: "but file owner {owner} has no mapping there",
  },
};
