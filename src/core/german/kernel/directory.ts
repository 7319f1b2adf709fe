import type { DirectoryRule } from "../../kernel/rules/directory-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const directoryGerman: RuleTexts<DirectoryRule> = {
  "creator-on-disk": {
    passes: "im Inode stünden Benutzer {fsuid} und Gruppe {fsgid} als {uid} und {gid}",
    refuses: "der Mount kann Benutzer {fsuid} oder Gruppe {fsgid} nicht speichern",
  },
  "unmapped-victim": {
    refuses: "der Mount hat keine ID für Eigentümer {uid} oder Gruppe {gid} im Inode des Eintrags",
  },
  "directory-write": { passes: "das Verzeichnis muss Schreiben und Durchsuchen erlauben" },
  "sticky-directory": {
    grants: "Sticky-Bit gesetzt, aber {what} gehört Benutzer {fsuid}",
    skips:
      "Sticky-Bit gesetzt: Benutzer {fsuid} ist weder Eigentümer {victim} des Eintrags noch Eigentümer {directory} des Verzeichnisses",
  },
  "victim-type": { refuses: "{type} lässt sich nicht durch {by} ersetzen" },
  "sticky-create": {
    refuses:
      "O_CREAT in einem Verzeichnis mit Sticky-Bit: {type} mit Eigentümer {owner}, und der ist weder {fsuid} noch Eigentümer {directory} des Verzeichnisses",
  },
  "link-followed": {
    grants: "Benutzer {fsuid} darf hier einem Link mit Eigentümer {owner} folgen",
    refuses:
      "ein Link mit Eigentümer {owner} in einem Verzeichnis mit Eigentümer {directory}: Sticky-Bit gesetzt, alle dürfen hineinschreiben, da folgt ihm Benutzer {fsuid} nicht",
  },
  "same-mount": { refuses: "die beiden Namen liegen auf verschiedenen Mounts" },
  "hard-link-source": {
    grants: "eine reguläre Datei ohne Set-ID-Bits, lesbar und schreibbar",
    skips: "{why}: nur der Eigentümer darf sie verlinken",
    passes: "ist der Hardlink ungefährlich? die Datei muss lesbar und schreibbar sein",
  },
  "unmapped-link-source": { refuses: "der Mount hat keine ID für Eigentümer {uid} oder Gruppe {gid} im Inode" },
  "hard-link-of-directory": { refuses: "ein Verzeichnis bekommt keinen zweiten Namen" },
  "device-node": { passes: "ein Gerät verlangt CAP_MKNOD für den Host" },
  "overlay-whiteout": { refuses: "das Verzeichnis liegt in einem Overlay" },
  "overlay-directory": { refuses: "das Verzeichnis liegt in einer unteren Schicht des Overlays" },
  "new-owner": { changes: "im Inode stehen Eigentümer {uid} und Gruppe {gid}" },
  "new-group-of-directory": {
    changes: "das Verzeichnis hat das Set-Group-ID-Bit und vererbt seine Gruppe: im Inode {gid}",
  },
};
