import type { OwnershipRule } from "../../kernel/rules/ownership-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const ownershipGerman: RuleTexts<OwnershipRule> = {
  "access-real-ids": {
    changes:
      "geprüft wird für den realen Benutzer {ruid} mit der realen Gruppe {rgid} und den Capabilities {capabilities}",
  },
  "chown-argument": {
    refuses: "{side} {id}: in {namespace} ohne Zuordnung",
    passes: "{side} {id} in {namespace} ist für den Kernel {kernelId}",
  },
  "chown-target-in-inode": { refuses: "der Mount hat im Inode keine ID für {side} {kernelId}" },
  "unmapped-owner-kept": {
    refuses: "der Mount hat keine ID für {side} {id} im Inode, und die Änderung lässt das so",
  },
  "chown-owner": {
    grants: "Eigentümer bleibt {owner}",
    skips: "ein neuer Eigentümer verlangt CAP_CHOWN",
  },
  "chown-group": {
    grants: "der Eigentümer darf die Datei Gruppe {group} geben, denn er gehört ihr an",
    skips: "{why}: eine neue Gruppe verlangt CAP_CHOWN",
  },
  "chown-repair": {
    passes: "{side} {id} im Inode hat durch den Mount keine ID: nötig ist CAP_CHOWN für das Dateisystem",
  },
  "attribute-owner": { passes: "die Zeiten setzt nur der Eigentümer" },
  "mode-owner": { passes: "den Modus ändert nur der Eigentümer, hier auf {mode}" },
  "mode-of-link": { refuses: "der Modus eines symbolischen Links ändert sich nicht" },
  "sysctl-attributes": { refuses: "eine Kernel-Einstellung behält Eigentümer und Modus" },
  "touch-writer": { passes: "nicht der Eigentümer, aber wer schreiben darf, darf auch das" },
  "set-id-bits-dropped": {
    changes: "der Modus verliert seine Set-ID-Bits: aus {before} wird {after}",
    skips: "mit CAP_FSETID für den Host bleiben die Set-ID-Bits",
  },
  "set-group-id-dropped": { changes: "nicht in Gruppe {group}: das Set-Group-ID-Bit fällt weg, ohne Fehler" },
  "file-capability-dropped": { changes: "die Datei verliert ihre Capabilities" },
  "nothing-to-change": { grants: "Eigentümer, Gruppe und Modus bleiben, wie sie sind: da gibt es nichts zu prüfen" },
  "file-shown": {
    grants: "durch den Mount sind es Eigentümer {owner} und Gruppe {group}, {namespace} sieht {uid} und {gid}",
  },
  "written-by-descriptor": { grants: "die Datei ist zum Schreiben offen" },
  "file-capability-setter": { passes: "nötig ist CAP_SETFCAP für die Datei" },
  "file-capability-version": {
    grants: "gespeichert als Version 2: root von {giver} vergibt sie, und dort wurde das Dateisystem eingehängt",
    passes: "gespeichert als Version 3, für root von {namespace}",
  },
  "file-capability-root": {
    grants: "root von {namespace} ist für den Kernel {kuid} und stünde im Inode als {rootId}",
    refuses: "root von {namespace}, für den Kernel {kuid}, hat auf der Platte keine ID",
  },
};
