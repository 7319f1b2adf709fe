import type { IdentityRule } from "../../kernel/rules/identity-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const identityGerman: RuleTexts<IdentityRule> = {
  "id-argument": {
    passes: "{side} {id} in {namespace} ist für den Kernel {kernelId}",
    refuses: "{side} {id} ist in {namespace} ohne Zuordnung",
  },
  "own-id": {
    grants: "{kernelId} ist eine eigene ID des Prozesses",
    skips: "{kernelId} ist keine eigene ID des Prozesses",
  },
  "id-capability": { passes: "sonst ist {capability} nötig" },
  "nothing-new": { grants: "es ändert sich nichts" },
  "no-id-given": { grants: "keine der beiden IDs ist angegeben: nur die ID für Dateien wird zur effektiven" },
  "file-id-ignored": {
    grants: "die ID für Dateien ist gesetzt ({side})",
    refuses: "die ID für Dateien bleibt, wie sie ist, ohne Fehler ({side})",
  },
  "setgroups-permitted": {
    passes: "{namespace} hat eine gid_map und erlaubt setgroups",
    refuses: "{namespace} {why}",
  },
  "setgroups-count": {
    refuses: "{count} Gruppen sind mehr als 65536",
    grants: "Gruppen: {count}, alle mit Zuordnung",
  },
  "root-left": { changes: "keine ID ist mehr {root}, in {namespace} die 0: {what} fallen weg" },
  "effective-root-left": { changes: "der effektive Benutzer ist nicht mehr {root}: keine Capability ist wirksam" },
  "effective-root-entered": {
    changes: "der effektive Benutzer ist jetzt {root}: alle erlaubten Capabilities sind wirksam",
  },
  "file-root-left": {
    changes: "der Benutzer für Dateien ist nicht mehr {root}: Capabilities für Dateien sind nicht wirksam",
  },
  "file-root-entered": {
    changes: "der Benutzer für Dateien ist jetzt {root}: die erlaubten Capabilities für Dateien sind wirksam",
  },
  "dumpable-cleared": { changes: "der Prozess ist nicht mehr dumpable" },
};
