import type { OwnedRule } from "../../kernel/rules/owned-rules.ts";
import type { RuleTexts } from "../../kernel/rules/rule-text.ts";

export const ownedGerman: RuleTexts<OwnedRule> = {
  "join-threads": { refuses: "ein Prozess mit mehreren Threads bleibt in seinem Zeit-Namespace" },
  "join-target": {
    passes: "wer dem {kind}-Namespace beitritt, braucht CAP_SYS_ADMIN für {owner}, dem er gehört",
  },
  "join-chroot": {
    passes: "ein Mount-Namespace verlangt auch CAP_SYS_CHROOT in {namespace}, dem eigenen User-Namespace",
  },
  "join-own": { passes: "der {kind}-Namespace verlangt CAP_SYS_ADMIN auch in {namespace}, dem eigenen User-Namespace" },
  "join-shared-directories": {
    refuses: "ein anderer Thread oder Prozess teilt sich mit ihm Wurzel- und Arbeitsverzeichnis",
  },
  "join-pid-descendant": {
    passes: "der PID-Namespace ist der eigene oder liegt darunter",
    refuses: "der PID-Namespace ist nicht der eigene und liegt auch nicht darunter",
  },
  joined: { grants: "im {kind}-Namespace von {owner}", changes: "seine Kinder kommen hinein" },
  "unshare-capability": { passes: "ein neuer Namespace verlangt CAP_SYS_ADMIN in {namespace}" },
  "unshare-pid-again": { refuses: "seine Kinder kommen schon in einen anderen PID-Namespace" },
  "unshare-pid-owner": {
    refuses: "der PID-Namespace des Prozesses gehört {owner}, und {namespace} liegt nicht darin",
  },
  "unshare-pid-level": {
    refuses: "der PID-Namespace des Prozesses liegt auf Ebene {level}, und unter 32 entsteht nichts mehr",
  },
  unshared: { grants: "ein neuer {kind}-Namespace, er gehört {owner}", changes: "seine Kinder kommen hinein" },
  "host-name-capability": {
    passes: "der Hostname verlangt CAP_SYS_ADMIN für {owner}, dem der UTS-Namespace gehört",
  },
  "host-name-length": {
    grants: "Länge {length}, erlaubt sind 64 Bytes",
    refuses: "{length} Bytes sind zu viel, erlaubt sind 64",
  },
  "time-offsets-capability": {
    passes: "die Uhren verlangen CAP_SYS_TIME für {owner}, dem der Zeit-Namespace gehört",
  },
  "time-offsets-fixed": {
    grants: "im Zeit-Namespace läuft noch kein Prozess",
    refuses: "im Zeit-Namespace läuft schon ein Prozess: seine Uhren bleiben, wie sie sind",
  },
};
