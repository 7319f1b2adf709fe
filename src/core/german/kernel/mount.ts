import type { MountRule } from "../../kernel/rules/mount-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const mountGerman: RuleTexts<MountRule> = {
  "mount-capability": {
    passes: "ein Mount verlangt CAP_SYS_ADMIN für {owner}, dem der Mount-Namespace gehört",
  },
  "mount-known": { refuses: "{filesystem} ist kein Dateisystem von Linux {version}" },
  "mount-option": { refuses: "{filesystem} hat keine Option {option}=" },
  "mount-option-mapped": {
    refuses: "{option}={id} ist in {namespace} ohne Zuordnung",
    passes: "{option}={id} von {namespace} ist für den Kernel {kernelId}",
  },
  "mount-type": {
    grants: "{filesystem} lässt sich in jedem User-Namespace einhängen",
    passes: "{filesystem} verlangt CAP_SYS_ADMIN für den Host",
  },
  "mount-shown": { passes: "{filesystem} zeigt den {kind}-Namespace, und der gehört {owner}" },
  "mount-revealing": { refuses: "{filesystem} würde zeigen, was in den sichtbaren Instanzen verdeckt ist" },
  "idmap-initial-namespace": { refuses: "mit der Abbildung des Hosts wäre es kein idmapped mount" },
  "idmap-namespace-admin": { passes: "die Abbildung von {namespace} verlangt CAP_SYS_ADMIN für ihn" },
  "idmap-without-maps": {
    refuses: "{namespace} hat noch nicht beide Abbildungen",
    passes: "{namespace} hat noch nicht beide Abbildungen, und Linux {version} nimmt das hin",
  },
  "idmap-of-filesystem": { refuses: "das Dateisystem wurde in {namespace} selbst eingehängt" },
  "idmap-twice": {
    refuses: "der Mount ist schon ein idmapped mount",
    passes: "der Mount ist schon ein idmapped mount, und open_tree_attr ersetzt seine Abbildung",
  },
  "idmap-type": {
    refuses: "Linux {version} kennt keinen idmapped mount von {filesystem}",
    passes: "von {filesystem} gibt es idmapped mounts",
  },
  "idmap-server": {
    refuses: "der Server hinter {filesystem} hat nicht darum gebeten",
    passes: "der Server hinter {filesystem} hat darum gebeten",
  },
  "idmap-filesystem-admin": { passes: "das Dateisystem verlangt CAP_SYS_ADMIN für {namespace}" },
  "idmap-attached": {
    refuses: "der Mount ist schon zu sehen: eine Abbildung bekommt nur eine Kopie, die noch nirgends hängt",
    passes: "der Mount hängt noch nirgends",
  },
  "idmap-writer": {
    refuses: "eine Datei des Mounts ist zum Schreiben offen",
    grants: "keine Datei des Mounts ist zum Schreiben offen",
  },
};
