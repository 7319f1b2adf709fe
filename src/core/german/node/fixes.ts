import type { Explanations } from "../../explanations.ts";
import type { ComputedFix, LineFacts, NoMoreIds } from "../../node/check/fixes/fix.ts";
import { counted } from "../../text/counted.ts";

export const computedFixGerman: Explanations<ComputedFix> = {
  "give-line": ({ facts, first }) => `${giveLine(facts, first)}.`,
  "install-getsubids-and-give-line": ({ facts: { line }, first }) =>
    `${drained(first)}Installiere getsubids (Debian und Ubuntu: uidmap; Fedora: shadow-utils-subid), sonst findet niemand die Zeile, und gib dem Konto kubelet in /etc/subuid und in /etc/subgid diese eine Zeile: ${line}. Oder entferne das Konto.`,
  "give-lower-line": ({ facts, first }) =>
    `${giveLine(facts, first)}. Sie endet unter der letzten ID. Hat ein Pod schon den letzten Platz, lösch ihn vorher.`,
  "give-line-apart": ({ facts, first }) =>
    `${giveLine(facts, first)}. Dort hat sonst niemand in den Dateien IDs. Oder verleg, was der andere Besitzer hat.`,
  "lower-ids-or-pods": ({ facts: { idsPerPod, maxPods, mostIds, mostPods } }) => {
    const ids = mostIds === undefined ? "" : `userNamespaces.idsPerPod auf ${mostIds} oder `;
    return `Für ${maxPods} Pods mit je ${counted(idsPerPod, "ID")} ist unter 4294967295 kein Platz. Senke ${ids}maxPods auf ${mostPods}, und gib dem Konto kubelet die IDs dafür.`;
  },
  "make-pod-anew": ({ facts: { release } }) =>
    `Hat ein Pod den letzten Platz, lösch ihn und lass ihn neu anlegen. In Kubernetes ${release} sind alle IDs der Vorrat, und keine Einstellung lässt ihn früher enden.`,
  "raise-max-pods": ({ facts: { maxPods, line }, first }) =>
    `Leg weniger Pods auf den Knoten, oder erhöhe maxPods auf ${maxPods}${withLine(line)}${afterwards(first)}.`,
  "leave-ids-per-pod-out-or-upgrade": ({ facts: { idsPerPod } }) =>
    `Entferne die Einstellung. Oder nimm Kubernetes 1.35 oder neuer, das jedem Pod ${counted(idsPerPod, "ID")} gibt, aber räum vorher den Knoten mit kubectl drain leer: an Dateien von Pods mit 65536 IDs scheitert der Start so eines Kubelets.`,
  "smaller-id-or-more-ids": ({ facts, first }) =>
    `Nimm eine ID unter ${facts.idsPerPod}, oder ${moreIds(facts, first)}.`,
  "rebuild-image-or-more-ids": ({ facts, first }) =>
    `Gib den Dateien im Image einen Eigentümer unter ${facts.idsPerPod}, oder ${moreIds(facts, first)}.`,
  "smaller-id": ({ facts: { idsPerPod, needed, reason } }) =>
    `Nimm eine ID unter ${idsPerPod}. ${noMoreIds(needed, reason)}`,
  "rebuild-image-for-fewer-ids": ({ facts: { idsPerPod, needed, reason } }) =>
    `Gib den Dateien im Image einen Eigentümer unter ${idsPerPod}. ${noMoreIds(needed, reason)}`,
  "newer-policy": ({ facts: { policy } }) =>
    `Erzwinge im Namespace von Kubernetes ${policy} oder neuer: dort kommt der Pod mit hostUsers: false durch. Oder ändere den Pod, wie es in der Meldung steht.`,
  "relaxing-gate": ({ facts: { gate, policy } }) =>
    `Ändere den Pod, wie es in der Meldung steht. Wegen hostUsers: false kommt er auch so durch: mit dem Feature-Gate ${gate} im API-Server, oder unter ${policy} ab dem zugehörigen Release.`,
  "policy-of-later-release": ({ facts: { policy } }) =>
    `Ändere den Pod, wie es in der Meldung steht. Ab dem zugehörigen Release kommt er mit hostUsers: false unter ${policy} durch.`,
  "know-runtime": ({ facts: { runtime } }) =>
    `Finde heraus, ob ${runtime} User-Namespaces und idmapped mounts unterstützt. Steckt dahinter eine andere Runtime, nenne diese; oder nimm containerd oder CRI-O, mit runc oder crun.`,
  "use-runtimes": ({ facts: { runtimes } }) => `Nimm ${runtimes.join(" mit ")} oder neuer.`,
  "replace-runtime": ({ facts: { runtime, runtimes } }) =>
    `Keine Version von ${runtime} genügt. Nimm ${runtimes.join(" oder ")}, oder etwas Neueres.`,
  "kernel-for-filesystem": ({ facts: { filesystem, kernel } }) =>
    `Nimm Linux ${kernel} oder neuer, das ${filesystem} abbilden kann, oder leg die Daten auf ein anderes Dateisystem.`,
  "leave-filesystem": ({ facts: { filesystem } }) =>
    `Kein Kernel bildet ${filesystem} ab. Leg die Daten auf ein Dateisystem, das sich abbilden lässt, etwa ext4 oder xfs, oder verzichte auf den Mount.`,
};

function giveLine({ line, account }: LineFacts, first: ComputedFix["first"]): string {
  const files = `in /etc/subuid und in /etc/subgid diese eine Zeile: ${line}`;
  if (account === "there") return `${drained(first)}Gib dem Konto kubelet ${files}`;
  const made = account === "missing" ? "Leg ein Konto kubelet an" : "Leg ein Konto kubelet an, wenn es keines gibt";
  return `${drained(first)}${made}, installiere getsubids, und gib dem Konto ${files}`;
}

function drained(first: ComputedFix["first"]): string {
  return first === undefined ? "" : "Räum zuerst den Knoten mit kubectl drain leer. ";
}

function afterwards(first: ComputedFix["first"]): string {
  return first === undefined ? "" : "; räum vorher den Knoten mit kubectl drain leer";
}

function moreIds(
  { needed, line }: { readonly needed: number; readonly line?: string },
  first: ComputedFix["first"],
): string {
  return `gib jedem Pod mit userNamespaces.idsPerPod ${needed}${withLine(line)}${afterwards(first)}`;
}

function withLine(line: string | undefined): string {
  return line === undefined ? "" : `, und gib dem Konto kubelet in /etc/subuid und in /etc/subgid die Zeile ${line}`;
}

function noMoreIds(needed: number, reason: NoMoreIds): string {
  return reason.kind === "release"
    ? `Kubernetes ${reason.release} gibt keinem Pod mehr.`
    : `Die nötigen ${needed} bekommt kein Pod: der erste Block dieser Größe bleibt dem Host, und darüber ist unter 4294967295 kein Platz für maxPods ${reason.maxPods}.`;
}
