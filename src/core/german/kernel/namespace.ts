import type { NamespaceRule } from "../../kernel/rules/namespace-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const namespaceGerman: RuleTexts<NamespaceRule> = {
  "namespace-level": {
    passes: "{parent} liegt auf Ebene {level}, höchstens 32 sind erlaubt",
    refuses: "{parent} liegt auf Ebene {level}, und unter Ebene 33 entsteht nichts mehr",
  },
  "namespace-limit": {
    passes: "Benutzer {uid} in {namespace} hat {count} von {limit} {what}",
    skips: "Benutzer {uid} in {namespace} hat {count} {what}, und eine Grenze ist nicht angegeben",
    refuses: "Benutzer {uid} in {namespace} hat {count} von {limit} {what}: mehr gibt es nicht",
  },
  "namespace-threads": { refuses: "ein Prozess mit mehreren Threads bleibt in seinem User-Namespace" },
  "namespace-shared-directories": {
    refuses: "ein anderer Prozess teilt sich mit ihm Wurzel- und Arbeitsverzeichnis",
  },
  "namespace-chroot": { refuses: "der Prozess steckt in einer chroot-Umgebung" },
  "namespace-creator-mapped": {
    passes: "Benutzer {euid} und Gruppe {egid} haben in {parent} eine Zuordnung",
    refuses: "Benutzer {euid} oder Gruppe {egid} ist in {parent} ohne Zuordnung",
  },
  "namespace-way": { passes: "der Weg hinein ist {way}, geprüft wie bei ptrace" },
  "namespace-same": { refuses: "der Prozess ist schon in {namespace}" },
  "namespace-joined": {
    passes: "wer in {namespace} eintritt, braucht dort CAP_SYS_ADMIN",
    changes: "in {namespace}: dort alle Capabilities, darüber keine; für den Kernel bleibt es Benutzer {euid}",
  },
  "namespace-created": { grants: "{namespace} entsteht auf Ebene {level} und gehört Benutzer {owner}" },
  "map-file": { passes: "die Datei hat Eigentümer {uid}, Gruppe {gid} und Modus 0644" },
  "map-positioned-write": { refuses: "pwrite(2) geht hier nicht, nur write(2)" },
  "map-initial": { refuses: "die Abbildung des initialen Namespace steht fest" },
  "map-opener-namespace": {
    passes: "die Datei wurde in {opener} geöffnet",
    refuses: "die Datei wurde in {opener} geöffnet, weder in {namespace} noch direkt darüber",
  },
  "map-write-length": {
    refuses: "Länge {length} an Position {position}: erlaubt sind höchstens 4095 Bytes an Position 0",
  },
  "map-written-once": { refuses: "{namespace} hat schon eine Abbildung der {kind}s" },
  "map-opener-admin": { passes: "wer die Datei öffnet, braucht CAP_SYS_ADMIN für {namespace}" },
  "map-text": {
    passes: "Zeilen in gültiger Form: {lines}",
    refuses: "Zeile {line}, Spalte {column}: {code}",
  },
  "map-parent-root": {
    passes: "die Abbildung enthält Benutzer 0 von {parent}: wer die Datei geöffnet hat, braucht dort CAP_SETFCAP",
    grants: "die Abbildung enthält Benutzer 0 des Namespace darüber, und wer ihn angelegt hat, hatte CAP_SETFCAP",
    refuses: "die Abbildung enthält Benutzer 0 des Namespace darüber, und wer ihn angelegt hat, hatte kein CAP_SETFCAP",
  },
  "map-own-id": {
    grants: "eine einzige ID, und zwar die eigene: wer die Datei geöffnet hat, hat auch den Namespace angelegt",
    skips: "{why}",
  },
  "map-projects": { grants: "Projekt-IDs darf jeder abbilden" },
  "map-parent-capability": { passes: "{who}, braucht {capability} in {parent}" },
  "map-inside-parent": {
    grants: "jede Zeile liegt ganz in einer Zeile der Abbildung von {parent}",
    refuses: "Zeile {line}: [{start}, {end}) passt in keine Zeile der Abbildung von {parent} ganz hinein",
  },
  "setgroups-file-admin": {
    passes: "wer nach /proc/PID/setgroups schreibt, braucht CAP_SYS_ADMIN für {namespace}",
  },
  "setgroups-file-text": { passes: "der Text lautet {word}", refuses: "der Text ist weder allow noch deny" },
  "setgroups-file-allow": {
    grants: "setgroups(2) bleibt in {namespace} erlaubt",
    refuses: "setgroups(2) ist in {namespace} endgültig gesperrt",
  },
  "setgroups-file-deny": {
    grants: "setgroups(2) ist in {namespace} von jetzt an gesperrt",
    refuses: "{namespace} hat schon eine gid_map, darum lässt sich setgroups nicht mehr sperren",
  },
};
