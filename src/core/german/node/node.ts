import type { AllocateError } from "../../allocate/strategy/allocate-error.ts";
import type { Explanations } from "../../explanations.ts";
import { goQuote } from "../../go/go-text.ts";
import type { Dispute } from "../../kernel/decision/decision.ts";
import type { KubeletError } from "../../kubelet/settings/errors.ts";
import { formatPath } from "../../manifest/place.ts";
import type { ManifestProblem } from "../../manifest/problem.ts";
import type { AuditFinding, RangesOverlap } from "../../node/audit/audit-finding.ts";
import type { UpgradeChange } from "../../node/audit/upgrade-change.ts";
import type { EscapeError, NodeError } from "../../node/placement/errors.ts";
import type { PodsError } from "../../node/pod/read-pods.ts";
import { counted } from "../../text/counted.ts";

export const nodeGerman: Explanations<NodeError, AllocateError | KubeletError> = {
  "kubelet-refused": ({ podUid, cause }, explain) =>
    podUid === undefined
      ? `Der Kubelet startet nicht. ${explain(cause)}`
      : `Der Kubelet gibt dem Pod ${goQuote(podUid)} keinen User-Namespace. ${explain(cause)}`,
  "kubelet-takes-no-pool": ({ release }) =>
    `Ein Kubelet von ${release} nimmt keinen Vorrat: vor 1.30 verteilt jeder Kubelet Plätze aus allen Host-IDs.`,
  "kubelet-fixes-ids-per-pod": ({ release, idsPerPod }) =>
    `Ein Kubelet von ${release} gibt jedem Pod 65536 IDs, nicht ${idsPerPod}: vor 1.35 lässt sich das nicht wählen.`,
  "kubelet-excludes-no-ids": () => "Ein Kubelet nimmt keine IDs aus seinem Vorrat aus. Gib ihm einen ohne exclude.",
  "pool-beside-account": () =>
    "Das Konto kubelet hat eigene IDs. Gib einen Vorrat an oder die IDs des Kontos, nicht beides.",
  "allocator-refused": ({ podUid, cause }, explain) =>
    `Der Allokator gibt dem Pod ${goQuote(podUid)} keinen ID-Bereich. ${explain(cause)}`,
  "pool-used-up": ({ podUid, strategy, pool: { start, size } }) =>
    `Im Vorrat [${start}, ${start + size}) ist kein Platz für den Pod ${goQuote(podUid)}, auch mit ${strategy} nicht. Nimm einen größeren.`,
  "uid-unusable": ({ podUid }) =>
    `Die UID ${goQuote(podUid)} taugt nicht als Name eines Verzeichnisses. Gib dem Pod eine UID, die ein einziger Name ist.`,
  "uid-taken": ({ podUid }) => `Zwei Pods haben die UID ${goQuote(podUid)}. Gib jedem eine eigene.`,
  "sandbox-failed": ({ podUid, range }) =>
    `Der Kernel nimmt für den Pod ${goQuote(podUid)} keine Abbildung an: sein ID-Bereich mit ${counted(range.size, "ID")} ab ${range.start} enthält 4294967295, und das ist keine ID. Der Vorrat muss darunter enden.`,
  "root-forbidden": ({ podUid, container }) =>
    `Der Container ${goQuote(container)} im Pod ${goQuote(podUid)} soll als root laufen, und runAsNonRoot verbietet es. Gib ihm einen anderen runAsUser, oder nimm runAsNonRoot weg.`,
  "user-not-mapped": ({ podUid, container, id }) => notMapped("den Benutzer", podUid, container, id),
  "group-not-mapped": ({ podUid, container, id }) => notMapped("die Gruppe", podUid, container, id),
  "groups-not-mapped": ({ podUid, container, id }) => notMapped("die zusätzliche Gruppe", podUid, container, id),
  "volume-not-mapped": ({ podUid, volume, type }) =>
    `Das Volume ${goQuote(volume)} des Pods ${goQuote(podUid)} liegt auf ${type}, und dessen Mounts bildet dieser Kernel nicht ab. Nimm ein anderes Dateisystem oder einen Pod ohne User-Namespace.`,
};

export const podsGerman: Explanations<PodsError, ManifestProblem> = {
  "manifest-problems": ({ problems }, explain) => {
    const [first] = problems;
    if (first === undefined) return "Mit den Manifesten stimmt etwas nicht.";
    const more = problems.length === 1 ? "" : ` Dazu noch ${problems.length - 1} weitere.`;
    return `Dokument ${first.document + 1}, ${goQuote(formatPath(first.path))}: ${explain(first)}.${more}`;
  },
  "too-many-pods": ({ count, limit }) => `Es sind ${count} Pods, und mehr als ${limit} werden nicht gelesen.`,
};

export const auditGerman: Explanations<AuditFinding, KubeletError> = {
  "file-refused": ({ cause }, explain) => explain(cause),
  "last-slot-held": () =>
    "In seinem ID-Bereich liegt 4294967295, und das ist keine ID. Der Kernel verweigert die Abbildung: der Pod startet nie, und den Platz behält er.",
  "empty-file": () =>
    "Seine Datei userns hat 0 Bytes und gilt damit als nicht vorhanden: der nächste Aufruf für den Pod nimmt einen zweiten Platz, und nach einem Neustart des Kubelets kann ein anderer Pod den ID-Bereich bekommen, während dieser läuft.",
  "file-unreadable": ({ reason }) => `Seine Datei userns lässt sich nicht lesen: ${reason}.`,
  "link-for-file": () =>
    "Seine Datei userns ist ein symbolischer Link, und so etwas legt kein Kubelet an. Hier folgt ihm niemand.",
  "link-for-directory": () =>
    "Statt seines Verzeichnisses liegt da ein symbolischer Link. So etwas legt kein Kubelet an, und jeder übergeht es. Hier folgt ihm niemand.",
  "no-regular-file": () =>
    "Seine Datei userns ist keine reguläre Datei, und so etwas legt kein Kubelet an. Hier öffnet sie niemand.",
  "file-too-large": () =>
    "Seine Datei userns ist größer als 1 MiB, und so etwas legt kein Kubelet an. Hier liest sie niemand.",
  overlap: overlapText,
  "duplicate-range": overlapText,
  "more-overlaps": ({ limit }) => `Aufgeführt sind nur die ersten ${limit} Paare von Pods mit gemeinsamen Host-IDs.`,
  orphan: ({ range: { start, size } }) =>
    `Er steht nicht in der Liste der Pods, und seine Datei hält noch [${start}, ${start + size}): der Platz ist verloren, bis der Kubelet aufräumt, und das tut er nur bei Pods, an die er sich erinnert.`,
};

function overlapText({ shared: { start, size } }: RangesOverlap): string {
  return `Beide haben die Host-IDs [${start}, ${start + size}): root des einen besitzt Dateien und Prozesse des anderen.`;
}

export const upgradeGerman: Explanations<UpgradeChange> = {
  "ids-per-pod-honoured": ({ idsPerPod, before }) =>
    `Bisher wirkte userNamespaces.idsPerPod nicht, und jeder Pod bekam ${counted(before, "ID")}. Jetzt bekommt jeder ${idsPerPod}, und ein ID-Bereich anderer Länge wird verweigert.`,
  "pool-changes": ({ before, after }) =>
    `Pods bekommen IDs aus [${after.start}, ${after.start + after.size}) statt aus [${before.start}, ${before.start + before.size}). Eine Datei mit einem ID-Bereich außerhalb davon wird verweigert.`,
};

export const escapeGerman: Explanations<EscapeError> = {
  "pod-unknown": ({ pod, known }) => `Auf dem Knoten gibt es keinen Pod ${goQuote(pod)}. ${listed(known)}`,
  "pod-ambiguous": ({ pod, known }) => `Mehrere Pods heißen ${goQuote(pod)}. Sag, welcher: ${quoted(known)}.`,
  "container-unknown": ({ pod, container, known }) =>
    container === undefined
      ? `Der Pod ${goQuote(pod)} hat keinen Container, von dem der Ausbruch ausgehen könnte.`
      : `Der Pod ${goQuote(pod)} hat keinen Container ${goQuote(container)}. ${listed(known)}`,
  "cell-unknown": ({ cell, known }) =>
    `Auf diesem Weg gibt es keine Zelle ${goQuote(cell)}. ${known.length === 0 ? "Auch so ein Ziel gibt es nicht." : `Ihr Ziel hat: ${quoted(known)}.`}`,
};

export const disputeGerman: Explanations<Dispute> = {
  "mapped-source": () =>
    "Laut KEP-127 entschärfen User-Namespaces CVE-2021-25741, CVE-2017-1002101 und CVE-2021-30465. Von der ersten sagt das auch die Dokumentation von Kubernetes. Für einen gewöhnlichen Mount stimmt es. Aber seit 1.27 bildet der Kubelet jeden Mount ab, und laut derselben Dokumentation verhält sich ein hostPath wie ohne User-Namespace. Sucht ein Angreifer die Quelle aus und ist sie abgebildet, kann nicht beides stimmen. Entschieden hat das niemand.",
  "host-deputy": () =>
    "Laut KEP-127 entschärfen User-Namespaces auch CVE-2018-15664. Da folgt ein Dienst, der als root auf dem Host läuft, einem Link des Angreifers. Keine Prüfung ist bekannt, mit der der User-Namespace des Pods so einen Dienst aufhielte.",
};

function notMapped(what: string, podUid: string, container: string, id: number): string {
  return `Der Container ${goQuote(container)} im Pod ${goQuote(podUid)} verlangt ${what} ${id}, und die ID hat sein User-Namespace nicht. Nimm eine kleinere ID oder ein größeres idsPerPod.`;
}

function listed(known: readonly string[]): string {
  return known.length === 0 ? "Es gibt gar keinen." : `Es gibt: ${quoted(known)}.`;
}

/** A node may have thousands of pods. */
function quoted(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(goQuote).join(", ");
  return names.length > MAX_NAMES ? `${shown} und ${names.length - MAX_NAMES} weitere` : shown;
}

const MAX_NAMES = 10;
