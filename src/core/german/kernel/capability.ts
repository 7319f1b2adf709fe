import type { CapabilityRule } from "../../kernel/rules/capability-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const capabilityGerman: RuleTexts<CapabilityRule> = {
  "capability-held": { grants: "{capability} in {caller} vorhanden", refuses: "{capability} fehlt in {caller}" },
  "capability-owner": {
    grants: "kuid {euid} in {caller} hat {created} angelegt, darum gilt {capability} in {namespace}",
  },
  "capability-reach": {
    grants: "{capability} in {caller} vorhanden, also auch in {namespace} darunter",
    refuses: "nötig ist {capability} in {namespace}, und das liegt nicht unter {caller}",
  },
  "capability-over-inode": {
    grants: "Eigentümer {owner} und Gruppe {group} der Datei haben dort eine Zuordnung",
    refuses: "aber {side} {id} der Datei ist dort ohne Zuordnung",
  },
  "inode-owner": {
    grants: "die Datei gehört Benutzer {fsuid}",
    skips: "Eigentümer? {fsuid} ist nicht {owner}",
    refuses: "aber Eigentümer {owner} der Datei ist dort ohne Zuordnung",
  },
};
