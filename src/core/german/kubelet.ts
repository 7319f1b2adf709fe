import type { Explanations } from "../explanations.ts";
import { goQuote } from "../go/go-text.ts";
import type { UsernsRefusal } from "../kubelet/messages/cri-userns.ts";
import type { KernelError } from "../kubelet/runtime/filesystems.ts";
import type { RuntimeError } from "../kubelet/runtime/runtimes.ts";
import type { KubeletError } from "../kubelet/settings/errors.ts";
import type { PoolEndRefused } from "../kubelet/settings/pool-error.ts";
import type { ShapeFault } from "../shape/shape.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/printable.ts";
import { expectationGerman } from "./shape.ts";

export const kubeletGerman: Explanations<KubeletError, KubeletError> = {
  "gate-unrecognized": ({ gate }) =>
    `Dieses Release hat kein Feature-Gate ${gate}. Nimm den Namen, den das Release kennt.`,
  "gate-locked": ({ gate }) =>
    `Seit 1.36 ist das Feature-Gate ${gate} an und lässt sich nicht ausschalten. Lass es weg.`,
  "configuration-invalid": ({ problems }) => `Die Konfiguration des Kubelets ist nicht gültig: ${problems.join("; ")}.`,
  "lookup-failed": () =>
    "Das Konto kubelet ließ sich nicht nachschlagen, also kennt der Kubelet seine untergeordneten IDs nicht.",
  "getsubids-missing": () =>
    "Es gibt ein Konto kubelet, aber kein Programm getsubids. Installiere es (Debian: Paket uidmap), oder entferne das Konto.",
  "getsubids-failed": () =>
    "getsubids ist am Konto kubelet gescheitert. Gib dem Konto einen ID-Bereich, in /etc/subuid und in /etc/subgid.",
  "uids-and-gids-differ": () => "Das Konto kubelet muss in /etc/subuid und /etc/subgid denselben ID-Bereich haben.",
  "too-many-lines": () => "Das Konto kubelet muss einen einzigen ID-Bereich haben, nicht mehrere.",
  "not-four-fields": () => "Die Ausgabe von getsubids besteht nicht aus Index, Besitzer, erster ID und Anzahl.",
  "not-a-number": () => "In der Ausgabe von getsubids ist eine Zahl keine ganze Zahl von 0 bis 4294967295.",
  "ids-per-pod-misaligned": ({ idsPerPod }) =>
    `idsPerPod muss ein Vielfaches von 65536 sein, und ${idsPerPod} ist keines.`,
  "first-id-misaligned": ({ firstId, idsPerPod }) =>
    `Der Vorrat muss bei einem Vielfachen von ${idsPerPod} beginnen, und ${firstId} ist keines.`,
  "first-id-too-low": ({ firstId, idsPerPod }) =>
    `Der Vorrat beginnt bei ${firstId}, die ersten ${idsPerPod} IDs gehören aber dem Host.`,
  "length-misaligned": ({ length, idsPerPod }) =>
    `Die Zahl der IDs im Vorrat muss ein Vielfaches von ${idsPerPod} sein, und ${length} ist keines.`,
  "too-few-ids": ({ length, idsPerPod, maxPods }) =>
    `Der Vorrat hat ${counted(length, "ID")}, nötig sind aber maxPods × idsPerPod = ${maxPods} × ${idsPerPod}.`,
  "reaches-last-id": (error) => topmost(error),
  "past-last-id": (error) => topmost(error),
  "pod-not-recorded": ({ podUid, cause }, explain) =>
    `Der Kubelet startet nicht, und schuld ist die Datei userns von Pod ${goQuote(podUid)}. ${explain(cause)}`,
  "not-a-directory": ({ podUid }) => `Wo das Verzeichnis von Pod ${goQuote(podUid)} sein sollte, liegt eine Datei.`,
  "is-a-directory": ({ podUid }) =>
    `Wo die Datei userns von Pod ${goQuote(podUid)} sein sollte, liegt ein Verzeichnis.`,
  "file-invalid": ({ podUid, cause: { line, column } }) =>
    `Die Datei userns von Pod ${goQuote(podUid)} lässt sich nicht lesen: in Zeile ${line}, Spalte ${column} stimmt etwas nicht.`,
  "not-one-mapping": ({ podUid }) =>
    `In die Datei userns von Pod ${goQuote(podUid)} gehört genau eine Zuordnung von Benutzer-IDs.`,
  "gids-not-like-uids": ({ podUid }) =>
    `In die Datei userns von Pod ${goQuote(podUid)} gehört genau eine Zuordnung von Gruppen-IDs.`,
  "mappings-differ": ({ podUid }) =>
    `Die Datei userns von Pod ${goQuote(podUid)} muss Benutzer- und Gruppen-IDs gleich abbilden.`,
  "root-not-mapped": ({ podUid }) =>
    `Die Zuordnung in der Datei userns von Pod ${goQuote(podUid)} muss bei Container-ID 0 beginnen.`,
  "wrong-length": ({ podUid, length }) =>
    `Die Datei von Pod ${goQuote(podUid)} ordnet ${counted(length, "ID")} zu, und das ist nicht idsPerPod. Räum den Knoten mit kubectl drain leer, bevor du das änderst.`,
  "wrong-offset": ({ podUid, hostId }) =>
    `Die Datei von Pod ${goQuote(podUid)} beginnt bei Host-ID ${hostId}, und das ist kein Vielfaches von idsPerPod.`,
  "different-range": ({ podUid, hostId }) =>
    `Die Datei von Pod ${goQuote(podUid)} nennt Host-ID ${hostId}, der Kubelet hat sich aber einen anderen ID-Bereich gemerkt.`,
  "out-of-range": ({ podUid, hostId }) =>
    `Die Datei von Pod ${goQuote(podUid)} nennt Host-ID ${hostId}, und die liegt nicht im Vorrat. Räum den Knoten mit kubectl drain leer, bevor du den Vorrat änderst.`,
  "already-taken": ({ podUid, hostId }) =>
    `Die Datei von Pod ${goQuote(podUid)} nennt Host-ID ${hostId}, und die hat schon ein anderer Pod.`,
  "pod-limit": ({ limit, count }) =>
    `Dieses Release erlaubt ${limit} Pods mit User-Namespace, und gezählt sind ${count}.`,
  "gate-disabled": ({ gate }) =>
    `Der Pod setzt hostUsers. Dafür braucht es das Feature-Gate ${gate}, und das ist aus. Schalte es in den featureGates des Kubelets ein.`,
  "handler-unsupported": ({ handler }) =>
    `Der Runtime-Handler ${goQuote(handler)} kann keine User-Namespaces. Nimm eine Runtime, die es kann.`,
  "handler-unknown": ({ handler }) => `Die Container-Runtime meldet keinen Handler ${goQuote(handler)}.`,
  "pool-exhausted": ({ slots }) =>
    slots === 1 ? "Der eine Platz im Vorrat ist vergeben." : `Alle ${slots} Plätze im Vorrat sind vergeben.`,
  "write-failed": ({ podUid }) =>
    `Die Datei userns von Pod ${goQuote(podUid)} ließ sich nicht schreiben, darum bekam er keinen ID-Bereich.`,
  "pods-unreadable": () => "Das Verzeichnis aller Pods lässt sich nicht lesen, darum wurde nichts aufgeräumt.",
  panic: ({ text }) => `Der Kubelet ist abgestürzt: ${text}.`,
  "not-started": () => "Der Kubelet läuft nicht: starte ihn zuerst.",
};

function topmost({ firstId, length }: PoolEndRefused): string {
  return `Der Vorrat endet bei ${firstId + length}, die letzte ID mit Zuordnung kann aber nur 4294967294 sein.`;
}

/** What is wrong with a stored kubelet. */
export const storedGerman: Explanations<ShapeFault> = {
  mistyped: ({ path, expected }) =>
    `${path === "" ? "Der gespeicherte Kubelet" : `${printable(path)} im gespeicherten Kubelet`} passt nicht; erwartet: ${expectationGerman(expected)}.`,
  "unknown-field": ({ path }) => `Ein gespeicherter Kubelet hat kein Feld ${printable(path)}.`,
};

/** What is refused around the kubelet: by the container runtime, and by who reads its name or a kernel's. */
export const runtimeGerman: Explanations<UsernsRefusal | RuntimeError | KernelError> = {
  "several-mappings": () =>
    "Die Container-Runtime nimmt eine Zuordnung von Benutzer-IDs und eine von Gruppen-IDs, nicht mehrere.",
  "empty-mapping": () => "Eine Zuordnung für die Container-Runtime muss mindestens eine ID haben.",
  "mappings-of-node": () =>
    "Ein Container im User-Namespace des Hosts hat keine Zuordnungen: lass sie weg, oder nimm den Modus POD.",
  "pod-without-mappings": () =>
    "Ein Container in einem User-Namespace braucht eine Zuordnung von Benutzer-IDs und eine von Gruppen-IDs.",
  "unsupported-mode": () => "Die Container-Runtime kennt für User-Namespaces nur die Modi POD und NODE.",
  "differs-from-sandbox": () => "Ein Container muss im selben User-Namespace sein wie die Sandbox seines Pods.",
  "not-a-runtime": ({ found }) =>
    `${goQuote(found)} ist keine Runtime mit Version. Erwartet ist so etwas wie containerd@2.1.3.`,
  "not-a-kernel": ({ found }) => `${goQuote(found)} ist keine Kernel-Version. Erwartet ist so etwas wie 6.8.`,
};
