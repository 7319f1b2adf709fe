import type { ProcessRule } from "../../kernel/rules/process-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const processGerman: RuleTexts<ProcessRule> = {
  "signal-number": { refuses: "{signal} ist kein Signal: es gibt 0 bis 64" },
  "own-thread-group": { grants: "es ist der Prozess selbst", refuses: "ptrace auf sich selbst geht nicht" },
  "signal-same-user": {
    grants: "Benutzer {sender} des Absenders ist der {which} Benutzer des Ziels, egal in welchem Namespace",
    skips:
      "von den Benutzern {senders} des Absenders ist keiner unter den realen und gespeicherten {targets} des Ziels",
  },
  "signal-continue": { grants: "SIGCONT innerhalb der Sitzung {session}" },
  "signal-capability": { passes: "sonst ist CAP_KILL für den Namespace des Ziels nötig" },
  "ptrace-same-ids": {
    grants: "Benutzer {uid} und Gruppe {gid} hat auch das Ziel: real, effektiv und gespeichert",
    skips: "Benutzer {uid} und Gruppe {gid}, das Ziel hat aber die Benutzer {uids} und die Gruppen {gids}",
  },
  "ptrace-capability": { passes: "nötig ist CAP_SYS_PTRACE für {namespace}" },
  "ptrace-dumpable": {
    passes: "das Ziel ist dumpable",
    skips: "das Ziel ist nicht dumpable, und sein Speicher gehört {namespace}",
  },
  "ptrace-capabilities-covered": {
    grants: "derselbe User-Namespace, und das Ziel hat keine Capability, die dem Aufrufer fehlt",
    skips: "{why}",
  },
  "ptrace-scope": {
    grants: "das Ziel stammt vom Aufrufer ab",
    skips: "Yama: das Ziel stammt nicht vom Aufrufer ab",
  },
  "proc-file-bits": { passes: "die Datei hat Modus {mode}, Eigentümer {uid} und Gruppe {gid}" },
  "proc-directory-bits": { passes: "das Verzeichnis hat Modus {mode}, Eigentümer {uid} und Gruppe {gid}" },
  "proc-performance": { passes: "es genügt auch CAP_PERFMON oder CAP_SYS_ADMIN für den Host" },
  "control-same-user": {
    grants: "Benutzer {callers} beim Aufrufer, Benutzer {targets} beim Ziel: das passt",
    skips: "Benutzer {callers} beim Aufrufer, Benutzer {targets} beim Ziel: das passt nicht",
  },
  "control-same-owner": {
    grants: "Benutzer {uid} und Gruppe {gid} beim Aufrufer, Benutzer {users} und Gruppen {groups} beim Ziel: das passt",
    skips:
      "Benutzer {uid} und Gruppe {gid} beim Aufrufer, Benutzer {users} und Gruppen {groups} beim Ziel: das passt nicht",
  },
  "control-capability": { passes: "sonst ist {capability} für {namespace} nötig" },
  "control-host": { passes: "nötig ist {capability} für den Host" },
  "control-capabilities-covered": {
    grants: "das Ziel hat keine Capability, die dem Aufrufer fehlt",
    skips: "das Ziel hat Capabilities, die dem Aufrufer fehlen",
  },
  "peer-id-argument": {
    passes: "Benutzer {uid} und Gruppe {gid} in {namespace} sind für den Kernel {kuid} und {kgid}",
    refuses: "Benutzer {uid} oder Gruppe {gid} ist in {namespace} ohne Zuordnung",
  },
  "peer-id-own": {
    grants: "{side} {id} gehört zu den eigenen IDs des Absenders",
    skips: "{side} {id} gehört nicht zu den eigenen IDs des Absenders: nötig ist {capability}",
  },
  "port-unprivileged": {
    grants: "Port {port} liegt nicht unter {first}",
    skips: "Port {port} liegt unter {first}",
  },
  "network-capability": { passes: "nötig ist {capability} für {namespace}, dem der Netzwerk-Namespace gehört" },
  "network-setting-owner": {
    grants: "Benutzer {euid} ist root auf dem Host",
    refuses: "Benutzer {euid} ist nicht root auf dem Host",
  },
  "ping-group-mapped": {
    grants: "die Gruppen {low} bis {high} in {namespace} sind für den Kernel {kernelLow} bis {kernelHigh}",
    refuses: "Gruppe {low} oder {high} ist in {namespace} ohne Zuordnung",
  },
  "ping-group-order": {
    changes:
      "die Gruppen {low} bis {high}, für den Kernel {kernelLow} bis {kernelHigh}, sind kein Bereich: niemand, für den Kernel 1 bis 0",
  },
  "helper-overflow": { refuses: "Zuordnung {line} reicht über 4294967295 hinaus" },
  "helper-target": {
    passes: "der Prozess gehört Benutzer {uid} und Gruppe {gid}, und von ihnen kommt auch der Aufruf",
    refuses:
      "der Prozess gehört Benutzer {owner} und Gruppe {group}, der Aufruf kommt aber von Benutzer {uid} und Gruppe {gid}",
  },
  "helper-grant": {
    grants: "alle ID-Bereiche sind Benutzer {uid} zugeteilt",
    refuses: "der ID-Bereich [{start}, {end}) ist Benutzer {uid} nicht zugeteilt",
  },
  "helper-setgroups": {
    changes: "abgebildet wird nur Gruppe {gid} selbst, darum sperrt newgidmap vorher setgroups(2)",
  },
};
