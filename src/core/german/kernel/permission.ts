import type { PermissionRule } from "../../kernel/rules/permission-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const permissionGerman: RuleTexts<PermissionRule> = {
  "path-search": {
    passes: "Verzeichnis auf dem Weg, {depth} über dem Ziel, Modus {mode}, Eigentümer {owner}, Gruppe {group}",
  },
  "read-only-filesystem": { refuses: "das Dateisystem ist schreibgeschützt" },
  "read-only-mount": { refuses: "der Mount ist schreibgeschützt" },
  "immutable-file": { refuses: "die Datei ist unveränderlich" },
  "unmapped-inode": { refuses: "der Mount hat keine ID für Eigentümer {uid} oder Gruppe {gid} im Inode" },
  "owner-bits": {
    grants: "Eigentümer? ja, {fsuid} → seine Rechte {bits} erlauben {want}",
    refuses: "Eigentümer? ja, {fsuid} → seine Rechte {bits} → {want} verweigert",
    skips: "Eigentümer? {fsuid} ist nicht {owner}",
  },
  "acl-entry": {
    grants: "der ACL-Eintrag für {kind} {id}, mit Maske {bits}, erlaubt {want}",
    refuses: "der ACL-Eintrag für {kind} {id} ist {bits} → {want} verweigert",
  },
  "acl-other": {
    grants: "der ACL-Eintrag für andere, {bits}, erlaubt {want}",
    refuses: "der ACL-Eintrag für andere ist {bits} → {want} verweigert",
  },
  "acl-follows-mode": { changes: "die ACL folgt dem Modus: ihre Maske ist {group}, ihr Eintrag für andere {other}" },
  "group-bits": {
    grants: "Gruppe? ja, in {group} → ihre Rechte {bits} erlauben {want}",
    refuses: "Gruppe? ja, in {group} → ihre Rechte {bits} → {want} verweigert",
    skips: "Gruppe? nicht in {group}",
  },
  "other-bits": {
    grants: "Rechte für andere {bits} erlauben {want}",
    refuses: "Rechte für andere {bits} → {want} verweigert",
  },
  "capability-override": { skips: "kein x-Bit gesetzt, da hilft auch keine Capability" },
  "sysctl-administrator": {
    passes:
      "eine Einstellung von {table}: die Rechte ihres Eigentümers gelten auch für den Administrator von {namespace}",
  },
  "sysctl-bits": {
    grants: "eine Kernel-Einstellung: Rechte {bits} für {who} erlauben {want}",
    refuses: "eine Kernel-Einstellung: Rechte {bits} für {who} → {want} verweigert, da hilft auch keine Capability",
  },
  "overlay-layer": {
    passes: "{want} in der Schicht des Overlays, im Namen von Benutzer {mounter}, der es eingehängt hat",
  },
  "overlay-copy-up": {
    refuses: "Eigentümer {uid} oder Gruppe {gid} in der Schicht des Overlays hat keine ID für die Kopie",
  },
  "overlay-copy-up-list": { refuses: "ein ACL-Eintrag ohne ID ({kind}) lässt sich nicht kopieren" },
  "overlay-device": {
    passes:
      "das Gerät legt Benutzer {mounter} an, der das Overlay eingehängt hat, und auch er braucht CAP_MKNOD für den Host",
  },
  "overlay-attributes": {
    passes: "in der oberen Schicht, im Namen von Benutzer {mounter}, der das Overlay eingehängt hat",
  },
  "file-type": { refuses: "{type} lässt sich so nicht öffnen" },
  "device-on-nodev": { refuses: "ein Gerät auf einem Mount mit nodev" },
  "socket-open": { refuses: "mit einem Socket verbindet man sich, man öffnet ihn nicht" },
  "program-on-noexec": { refuses: "der Mount hat noexec" },
  "no-atime": { passes: "O_NOATIME darf nur der Eigentümer der Datei verlangen" },
};
