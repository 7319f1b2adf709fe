import type { Explanations } from "../../explanations.ts";
import { goQuote } from "../../go/go-text.ts";
import type { KubeletError } from "../../kubelet/settings/errors.ts";
import type { NodeFinding, NodeFixCode } from "../../node/check/node-finding.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { releaseNoteGerman } from "./release-note.ts";

export const nodeFindingGerman: Explanations<NodeFinding, KubeletError> = {
  "kubelet-does-not-start": ({ facts: { error } }, explain) => explain(error),
  "account-not-given": () =>
    "Offen ist, ob der Knoten ein Konto kubelet hat; dessen untergeordnete IDs wären der Vorrat. Hier gilt so lange der voreingestellte Vorrat.",
  "entry-not-given": ({ facts: { files } }) =>
    `In ${files.map(goQuote).join(" und ")} steht kein Eintrag von kubelet. Mit Konto kubelet und getsubids würde der Kubelet nicht starten; ohne nimmt er den voreingestellten Vorrat, und der gilt auch hier.`,
  "owner-not-known": ({ facts: { owners, hasEntry } }) =>
    `Es gibt Einträge unter ${owners.slice(0, MAX_ENTRIES).map(goQuote).join(", ")}${owners.length > MAX_ENTRIES ? " und weiteren" : ""}: ist das die UID des Kontos kubelet, sind es ${hasEntry ? "auch seine Einträge, und mit mehr als einer Zeile startet der Kubelet nicht" : "seine Einträge und damit der Vorrat"}.`,
  "subordinate-ids-not-given": () =>
    "Offen ist, welche untergeordneten IDs das Konto kubelet hat. Sie sind der Vorrat; ohne welche startet der Kubelet nicht.",
  "groups-not-given": () =>
    "Offen ist, ob die Gruppen-IDs von kubelet dieselben sind wie seine Benutzer-IDs; sonst startet der Kubelet nicht.",
  "release-not-given": ({ facts: { release } }) =>
    `Ein Release ist nicht genannt, hier gilt ${release}; andere verhalten sich anders und melden anderes.`,
  "release-not-read": ({ facts: { release } }) =>
    releaseNoteGerman(release) ?? `Der Quelltext von ${release} ist gelesen.`,
  "fixes-not-known": ({ facts: { release, error } }, explain) =>
    `Es kommt darauf an, ob dieses ${release} die Korrekturen aus PR 141345 hat (${traitAt(RELEASE_TABLE.fixesNotKnown, release).join(", ")}), und das weiß niemand. Daran würde der Start scheitern: ${explain(error)}`,
  "config-not-given": ({ facts: { isMaxPodsKnown, hasIdsPerPod } }) => {
    const numbers = [
      ...(isMaxPodsKnown ? [] : ["maxPods (110)"]),
      ...(hasIdsPerPod ? ["userNamespaces.idsPerPod (65536)"] : []),
    ].join(", ");
    return `Es gelten die Vorgaben für ${numbers}${numbers === "" ? "" : " und "}featureGates (keines gesetzt).`;
  },
  "pool-wraps": ({ facts: { slotsPast } }) =>
    `${slots(slotsPast)} des Vorrats ${slotsPast === 1 ? "liegt" : "liegen"} hinter der letzten ID und ${slotsPast === 1 ? "wird" : "werden"} zu den Host-IDs ab 0: der erste Pod darin ist root auf dem Host, und sein zweiter Container wird mit dieser Meldung verweigert. Beim Start merkt der Kubelet nichts davon.`,
  "last-slot": ({ facts: { pool } }) =>
    `Einer der ${pool.slots} Plätze enthält 4294967295, und das ist keine ID. Der Kernel verweigert seine Abbildung, und der Pod, der ihn zieht, startet nie; den Platz behält er.`,
  "kubelet-map-not-given": ({ facts: { isReported } }) =>
    `${isReported ? "Der Kubelet meldet, dass er in einem User-Namespace läuft." : "Das Gate KubeletInUserNamespace ist gesetzt."} Offen ist, welche IDs der Kubelet in seinem eigenen User-Namespace hat: andere kann er Pods nicht geben.`,
  "pool-outside-kubelet-map": ({ facts: { pool } }) =>
    `Der Kubelet läuft in einem User-Namespace, und kein Platz seines Vorrats (${slots(pool.slots)}) liegt in seiner eigenen Abbildung: der Kernel lässt ihn keine IDs vergeben, die er nicht hat.`,
  "slots-outside-kubelet-map": ({ facts: { pool, outside } }) =>
    `Der Kubelet läuft in einem User-Namespace, und ${outside} der ${pool.slots} Plätze ${outside === 1 ? "liegt" : "liegen"} außerhalb seiner eigenen Abbildung: ein Pod, der so einen zieht, startet nie und behält ihn. Welchen er zieht, ist Zufall.`,
  "ids-per-pod-ignored": ({ facts: { release, use } }) =>
    `Kubernetes ${release} ${use === "ignored" ? "prüft die Einstellung und übergeht sie dann" : "kennt die Einstellung nicht"}: jeder Pod bekommt 65536 IDs.`,
  "subordinate-ids-collide": ({ facts: { owner, entries } }) => {
    const shown = entries
      .slice(0, MAX_ENTRIES)
      .map(({ name, start, size }) => `in ${goQuote(name)} steht [${start}, ${start + size})`);
    const more = entries.length > MAX_ENTRIES ? ` und noch ${entries.length - MAX_ENTRIES} weitere` : "";
    return `Der Kubelet und ${goQuote(owner)} vergeben womöglich dieselben Host-IDs: ${shown.join(", ")}${more}. Prozesse des einen können dann Dateien und Prozesse des anderen besitzen; das prüft niemand.`;
  },
  "subordinate-ids-malformed": ({ facts: { name, lines } }) =>
    `${lines === 1 ? "1 Zeile" : `${lines} Zeilen`} in ${goQuote(name)} ${lines === 1 ? "ist" : "sind"} nicht lesbar; shadow geht stillschweigend darüber hinweg.`,
  "more-pods-than-limit": ({ facts: { over, pods, limit } }) =>
    `Vor Kubernetes 1.30 gibt ein Kubelet höchstens ${limit} Pods einen User-Namespace. Es sind ${pods} solche Pods, also ${over} zu viel.`,
  "last-slot-drawn": ({ facts: { pool } }) =>
    `Es gibt so viele solche Pods wie Plätze, nämlich ${pool.slots}; also bekommt einer von ihnen den Platz, der 4294967295 enthält, und startet nie. Welcher, ist Zufall.`,
  "more-pods-than-max-pods": ({ facts: { over, pods, maxPods } }) =>
    `Der Knoten nimmt ${maxPods === 1 ? "1 Pod" : `${maxPods} Pods`}, mit User-Namespace oder ohne: maxPods. Es sind ${pods}, also ${over} zu viel.`,
};

/** A file may have thousands of entries of one owner. */
const MAX_ENTRIES = 4;

function slots(number: number): string {
  return number === 1 ? "1 Platz" : `${number} Plätze`;
}

export const nodeFixGerman: Readonly<Record<NodeFixCode, () => string>> = {
  "spell-gate": () => "Nimm den Namen des Gates, den das Release kennt, oder lass es weg.",
  "leave-gate-out": () => "Lass das Gate in featureGates weg.",
  "correct-configuration": () => "Berichtige die Einstellung in der Konfiguration des Kubelets.",
  "repair-name-service": () =>
    "Bring den Namensdienst in Ordnung, bis sich das Konto kubelet nachschlagen lässt oder feststeht, dass es keines gibt.",
  "install-getsubids": () =>
    "Installiere getsubids (Debian und Ubuntu: uidmap; Fedora: shadow-utils-subid), oder entferne das Konto kubelet.",
  "give-subordinate-ids": () =>
    "Gib dem Konto kubelet eine Zeile in /etc/subuid und dieselbe in /etc/subgid: kubelet:FIRST:COUNT. FIRST und COUNT sind Vielfache von idsPerPod, FIRST ist mindestens idsPerPod, COUNT mindestens idsPerPod mal maxPods.",
  drain: () =>
    "Räum den Knoten mit kubectl drain leer und warte, bis seine Pods weg sind, bevor du Einstellungen änderst. Ist nur diese Datei falsch, entferne den Pod und danach sein Verzeichnis.",
  "say-account": () =>
    "Sag, wie es ist: gib /etc/subuid und /etc/subgid des Knotens an, oder dass es kein Konto kubelet gibt (id kubelet zeigt es).",
  "say-entry": () => "Sag, dass der Knoten kein Konto kubelet hat, oder gib dem Konto einen Eintrag.",
  "say-uid": () => "Sag, welche UID das Konto kubelet hat oder dass es keines gibt: id -u kubelet zeigt es.",
  "say-subordinate-ids": () => "Gib /etc/subuid und /etc/subgid des Knotens an.",
  "say-groups": () => "Gib /etc/subgid des Knotens an.",
  "say-release": () => "Nenne das Release.",
  "say-configuration": () => "Gib die Konfiguration des Kubelets an.",
  "say-kubelet-map": () => "Sag, was in /proc/PID/uid_map des Kubelets steht.",
  "pool-in-kubelet-map": () =>
    "Gib dem Konto kubelet einen Eintrag innerhalb seiner eigenen Abbildung, in den Dateien /etc/subuid und /etc/subgid, die der Kubelet sieht; oder gib seinem User-Namespace mehr IDs.",
  "read-release-notes": () =>
    "Lies die Release Notes der Version, die läuft, und probier sie zuerst auf einem Knoten aus.",
  "look-for-fixes": () =>
    "Such in den Release Notes der Version, die läuft, nach PR 141345. Oder geh auf Nummer sicher: getsubids neben einem Konto kubelet, untergeordnete IDs, die spätestens bei 4294901760 enden, und kein Pod mehr mit IDs darüber.",
  "end-pool-lower": () =>
    "Gib dem Konto kubelet einen Eintrag in /etc/subuid und /etc/subgid, der spätestens bei 4294901760 endet. Hat ein Pod schon den letzten Platz, lösch ihn und lass ihn neu anlegen.",
  "leave-ids-per-pod-out": () => "Entferne die Einstellung.",
  "separate-subordinate-ids": () =>
    "Gib dem Konto kubelet einen eigenen ID-Bereich in /etc/subuid und /etc/subgid, oder verleg den des anderen Besitzers.",
  "write-entries": () => "Schreib owner:start:count.",
  "upgrade-kubelet": () => "Leg weniger solche Pods auf den Knoten, oder nimm einen Kubelet ab 1.30.",
  "fewer-pods": () => "Leg weniger Pods auf den Knoten, oder erhöhe maxPods und mit ihm die IDs des Kontos kubelet.",
};
