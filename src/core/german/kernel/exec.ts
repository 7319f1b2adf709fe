import type { ExecRule } from "../../kernel/rules/exec-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const execGerman: RuleTexts<ExecRule> = {
  "exec-regular-file": { refuses: "{type} lässt sich nicht ausführen" },
  "set-id-honoured": { skips: "{what} gelten nicht: {why}" },
  "set-id-owner-unmapped": {
    skips: "die Set-ID-Bits gelten nicht: Eigentümer {owner} oder Gruppe {group} ist in {namespace} ohne Zuordnung",
  },
  "set-user-id": { changes: "Set-User-ID: der effektive Benutzer ist jetzt {owner}" },
  "set-group-id": {
    changes: "Set-Group-ID: die effektive Gruppe ist jetzt {group}",
    skips: "Set-Group-ID ohne das x-Bit der Gruppe hat keine Wirkung",
  },
  "file-capability-honoured": { changes: "die Datei gibt die Capabilities {permitted}" },
  "file-capability-root-id": {
    skips: "die Capabilities der Datei hat {root} vergeben, und das ist weder in {namespace} noch darüber Benutzer 0",
  },
  "file-capability-bounded": { refuses: "die Datei will {wanted}, davon lässt das Bounding Set {permitted}" },
  "root-program": { changes: "Benutzer 0 in {namespace} bekommt das Bounding Set {permitted}, {how}" },
  "set-user-id-root-with-capability": {
    skips: "Set-User-ID auf root und dazu Capabilities der Datei: nur diese gelten",
  },
  "ambient-program": { changes: "die Ambient-Capabilities {ambient} fallen weg: {why}" },
  "no-new-privs": {
    changes: "no_new_privs: zurück zum realen Benutzer {ruid} und zur realen Gruppe {rgid}, ohne neue Capabilities",
  },
  "exec-traced": { passes: "den Prozess verfolgt ein Tracer: der braucht CAP_SYS_PTRACE für {namespace}" },
  "exec-unsafe": {
    passes: "{why}: keine neue Capability, und andere IDs nur mit CAP_SETUID",
    changes: "zurück zum realen Benutzer {ruid} und zur realen Gruppe {rgid}",
  },
  "script-interpreter": { passes: "ein Skript startet seinen Interpreter, und es gelten dessen Bits und Capabilities" },
  "exec-credentials": { grants: "läuft als Benutzer {euid} mit Gruppe {egid} und den Capabilities {effective}" },
  "exec-memory": { changes: "der neue Speicher gehört {namespace}, dumpable: {dumpable}" },
  "exec-unreadable": { changes: "das Programm ist nicht lesbar, darum ist sein Speicher nicht dumpable" },
};
