import type { AttributeRule } from "../../kernel/rules/attribute-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const attributeGerman: RuleTexts<AttributeRule> = {
  "attribute-of-unmapped-inode": { refuses: "der Mount hat keine ID für Eigentümer {uid} oder Gruppe {gid} im Inode" },
  "attribute-trusted": { passes: "ein trusted-Attribut verlangt CAP_SYS_ADMIN für den Host" },
  "attribute-user-type": {
    refuses: "user-Attribute gibt es nur an regulären Dateien und Verzeichnissen, hier ist es {type}",
  },
  "attribute-user-sticky": { passes: "Sticky-Bit gesetzt: user-Attribute setzt nur der Eigentümer des Verzeichnisses" },
  "attribute-security": {
    grants: "ein security-Attribut darf jeder lesen",
    passes: "ein security-Attribut verlangt CAP_SYS_ADMIN für das Dateisystem, und das gehört {namespace}",
  },
  "file-capability-remover": { passes: "nötig ist CAP_SETFCAP für die Datei" },
  "file-capability-absent": { refuses: "die Datei hat keine Capabilities" },
  "file-capability-shown": {
    grants: "ihr root ist für den Kernel {root}: {namespace} sieht sie mit root {id}",
    refuses: "ihr root, für den Kernel {root}, hat in {namespace} keine ID und ist auch in keinem darüber Benutzer 0",
  },
  "acl-argument": { refuses: "{kind} {id} der ACL ist in {namespace} ohne Zuordnung" },
  "acl-form": { refuses: "der ACL fehlt ein Eintrag, oder die Reihenfolge stimmt nicht" },
  "acl-in-inode": { refuses: "der Mount hat im Inode keine ID für {kind} {id} der ACL" },
  "acl-owner": { passes: "eine ACL setzt nur der Eigentümer" },
  "acl-of-link": { refuses: "ein symbolischer Link hat keine ACL" },
  "acl-default-of-directory": {
    grants: "es gibt keine Default-ACL, die wegfallen könnte",
    refuses: "nur ein Verzeichnis hat eine Default-ACL",
  },
  "acl-mode": { changes: "der Modus folgt der ACL: aus {before} wird {after}" },
  "default-list": {
    changes:
      "statt der umask gilt die Default-ACL des Verzeichnisses: {bits} für den Eigentümer, {group} für die Gruppe, {other} für andere",
  },
};
