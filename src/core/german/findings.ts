import type { Explanations } from "../explanations.ts";
import type { Finding, FixCode } from "../findings/finding.ts";
import { goQuote } from "../go/go-text.ts";
import { foundGerman, shapeGerman } from "./manifest.ts";

export const findingGerman: Explanations<Finding> = {
  "not-decodable": ({ facts: { found, expected } }) =>
    `Der API-Server kann dieses Feld nicht lesen: erwartet ist ${shapeGerman[expected]}, gefunden ${foundGerman(found)}.`,
  "not-valid": () => "Die Prüfung im API-Server verweigert den Pod.",
  "host-users-dropped": () =>
    "Der API-Server lässt dieses Feld stillschweigend fallen: das Feature-Gate der User-Namespaces ist aus. Der Pod läuft, und sein root ist root auf dem Host.",
  "field-dropped": ({ facts: { gate } }) =>
    `Der API-Server lässt dieses Feld stillschweigend fallen: das Feature-Gate ${gate} ist in diesem Release aus, wenn es niemand einschaltet.`,
  "pod-security": ({ facts: { check, policy } }) => `Der Pod besteht die Prüfung ${check} der Policy ${policy} nicht.`,
  "pod-security-anew": ({ facts: { check, policy } }) =>
    `Der Pod ist zugelassen. Neu angelegt würde er verweigert: er besteht die Prüfung ${check} der Policy ${policy} nicht.`,
  "policy-not-given": () => "Offen ist, welche Pod Security Standards im Namespace von Kubernetes gelten.",
  "user-namespace-ignored": ({ facts: { runtime } }) =>
    `${runtime} kennt keine User-Namespaces und startet den Pod ohne: sein root ist root auf dem Host.`,
  "kubelet-gate-off": ({ facts: { gate } }) =>
    `Der Kubelet verweigert den Start des Pods, denn sein Feature-Gate ${gate} ist ausgeschaltet. Ist es das auch im API-Server, lässt der das Feld fallen, und root im Pod ist root auf dem Host.`,
  "kubelet-ignores-field": ({ facts: { gate } }) =>
    `Der Kubelet startet den Pod ohne User-Namespace, denn sein Feature-Gate ${gate} ist aus: root im Pod ist root auf dem Host.`,
  "user-namespace-unsupported": ({ facts: { runtime } }) =>
    `Der Kubelet verweigert den Start des Pods, denn ${runtime} meldet keine Unterstützung für User-Namespaces.`,
  "mappings-ignored": ({ facts: { runtime } }) =>
    `${runtime} übergeht die Zuordnungen der Mounts stillschweigend: Dateien auf Volumes gehören 65534, und neue lassen sich nicht anlegen.`,
  "mappings-refused": ({ facts: { runtime } }) =>
    `Die Runtime verweigert den Start des Containers, denn ${runtime} kann keine idmapped mounts.`,
  "runtime-too-old": ({ facts: { runtime, needed } }) =>
    `Für User-Namespaces braucht dieses Release ${needed} oder neuer, da ist aber ${runtime}.`,
  "runtime-not-given": ({ facts: { kind } }) =>
    kind === "cri"
      ? "Offen ist, mit welcher Runtime der Kubelet spricht."
      : "Offen ist, welche Runtime die Container startet.",
  "runtime-unknown": ({ facts: { runtime } }) =>
    `Offen ist, ob ${runtime} User-Namespaces und idmapped mounts unterstützt.`,
  "mount-not-mappable": ({ facts: { source, filesystem, since } }) =>
    `Der Mount von ${goQuote(source)} muss auf die IDs des Pods abgebildet werden, und ${filesystem} kann das ${sinceText(since)}.`,
  "filesystem-not-given": ({ facts: { source } }) =>
    `Offen ist, auf welchem Dateisystem ${goQuote(source)} liegt, und damit auch, ob es sich abbilden lässt.`,
  "filesystem-undecided": ({ facts: { source, filesystem } }) =>
    `Ob sich ${goQuote(source)} abbilden lässt, verrät das Dateisystem ${goQuote(filesystem)} allein nicht.`,
  "mount-not-named": ({ facts: { source, filesystem } }) =>
    `Der Mount von ${goQuote(source)} muss auf die IDs des Pods abgebildet werden, und dieser Kernel bildet laut Angabe ${filesystem} nicht ab.`,
  "kernel-backports": ({ facts: { source, filesystem, distribution } }) =>
    `Ob sich ${goQuote(source)} (${filesystem}) abbilden lässt, verrät die Version dieses Kernels nicht: Kernel von ${distribution} haben Funktionen aus späteren Versionen, und manche hatten gar nichts davon.`,
  "daemon-not-known": ({ facts: { source, filesystem } }) =>
    `Ob sich ${goQuote(source)} abbilden lässt, entscheidet das Programm hinter ${filesystem}: es muss darum bitten, mit default_permissions.`,
  "kernel-not-given": ({ facts: { source, filesystem, since } }) =>
    `Der Mount von ${goQuote(source)} muss auf die IDs des Pods abgebildet werden, und ${filesystem} kann das ${sinceText(since)}; der Kernel ist aber nicht bekannt.`,
  "layers-not-mappable": ({ facts: { since } }) =>
    `Schichten von Images lassen sich ${sinceText(since)} abbilden; vorher werden sie kopiert, und das muss erlaubt sein.`,
  "layers-not-named": () =>
    "Schichten von Images müssen auf die IDs des Pods abgebildet werden, und dieser Kernel bildet laut Angabe overlay nicht ab: sie werden kopiert, und das muss erlaubt sein.",
  "id-not-mapped": ({ facts: { id, idsPerPod } }) =>
    `Der Pod hat die IDs 0 bis ${idsPerPod - 1}, ${id} ist nicht dabei: der Container startet nicht.`,
  "further-group-not-mapped": ({ facts: { id, idsPerPod } }) =>
    `Der Pod hat die IDs 0 bis ${idsPerPod - 1}, Gruppe ${id} ist nicht dabei: der Container startet nicht.`,
  "image-not-given": ({ facts: { image } }) =>
    `Das Image ${goQuote(image)} entscheidet über IDs, und was darin steht, ist nicht bekannt.`,
  "image-file-not-mapped": ({ facts: { id, idsPerPod } }) =>
    `Der Pod hat die IDs 0 bis ${idsPerPod - 1}: Dateien von ${id} zeigen 65534, und er darf an ihnen nur, was andere dürfen.`,
  "image-file-refused": ({ facts: { id, idsPerPod } }) =>
    `Der Pod hat die IDs 0 bis ${idsPerPod - 1}: das Image lässt sich nicht für ihn kopieren, denn es hat Dateien von ${id}.`,
  "submounts-not-mapped": ({ facts: { source, submount } }) =>
    `Abgebildet ist nur der Mount auf ${goQuote(source)}. Was darunter hängt, etwa auf ${goQuote(submount)}, zeigt Eigentümer 65534.`,
  "host-path-as-root": ({ facts: { source } }) =>
    `Der Mount von ${goQuote(source)} macht aus root im Pod root auf dem Host: dort schützt der User-Namespace nichts.`,
  "host-network-not-declared": ({ facts: { feature } }) =>
    `Der Scheduler legt den Pod nicht auf diesen Knoten, denn der Knoten nennt ${feature} nicht: dazu muss das Gate an sein, und die Runtime muss es melden.`,
  "host-network-not-admitted": ({ facts: { feature } }) =>
    `Der Kubelet verweigert den Pod, denn sein Knoten nennt ${feature} nicht: dazu muss das Gate an sein, und die Runtime muss es melden.`,
  "host-network-declaration-not-known": ({ facts: { runtime } }) =>
    `Der Pod läuft nur auf Knoten, die UserNamespacesHostNetworkSupport nennen. Offen ist, ob ein Knoten das mit ${runtime} tut.`,
  "host-network-sysfs": ({ facts: { runtime } }) =>
    `Ein sysfs gehört dem, der den Netzwerk-Namespace besitzt, hier dem Host: ${runtime} darf keines einhängen und nimmt auch nicht das des Hosts.`,
  "host-network-sysfs-not-known": ({ facts: { runtime } }) =>
    `Ein sysfs gehört dem, der den Netzwerk-Namespace besitzt, hier dem Host. Offen ist, ob ${runtime} das des Hosts nimmt.`,
  "privileged-sysfs": () =>
    "Der Knoten ist selbst ein Container, und darin darf ein privilegierter Container des Pods kein sysfs einhängen.",
  "privileged-sysfs-in-container": () =>
    "Ist der Knoten selbst ein Container, wie bei kind, startet der Pod nicht: sein privilegierter Container darf dort kein sysfs einhängen.",
  "namespace-limit": ({ facts: { sysctl } }) =>
    `Der Kernel legt für niemanden so einen Namespace an: ${sysctl} steht auf 0.`,
  "namespace-limit-not-given": () =>
    "Offen ist, ob der Kernel User-Namespaces anlegt: steht user.max_user_namespaces auf 0, wie auf manchen Systemen ab Werk, legt er keinen an.",
  "image-volume-unsupported": ({ facts: { runtime } }) =>
    `${runtime} kennt keine Volumes, die Images sind, ob mit User-Namespace oder ohne.`,
  "image-volume-not-mapped": ({ facts: { runtime } }) =>
    `${runtime} will das Overlay des Volumes abbilden lassen statt seiner Schichten, und das kann kein Kernel.`,
  "image-volume-not-known": ({ facts: { runtime } }) =>
    `Offen ist, ob ${runtime} die Schichten abbildet, wenn ein Volume ein Image ist.`,
  "volume-content-refused": ({ facts: { runtime, volume } }) =>
    `${runtime} kopiert, was das Image auf seinem VOLUME ${goQuote(volume)} hat, und lässt es root auf dem Host: darin lässt sich nichts einhängen.`,
  "volume-content-not-mapped": ({ facts: { runtime, volume } }) =>
    `${runtime} kopiert, was das Image auf seinem VOLUME ${goQuote(volume)} hat, und lässt es root auf dem Host: es zeigt Eigentümer 65534.`,
  "runtime-patch-not-given": ({ facts: { runtime, changedIn } }) =>
    `Es kommt auf die dritte Zahl von ${runtime} an, und die ist nicht bekannt: geändert hat es sich mit ${changedIn}.`,
  "runtime-pre-release": ({ facts: { runtime, changedIn } }) =>
    `Worauf es hier ankommt, hat sich mit ${changedIn} geändert, und ${runtime} liegt vor diesem Release: offen ist, ob die Änderung schon darin ist.`,
  "block-device-not-mapped": () =>
    "Ein Blockgerät wird nicht abgebildet: es zeigt Eigentümer 65534, und der Container darf es nicht öffnen.",
  "cdi-not-mapped": () =>
    "Die Runtime bildet nicht ab, was CDI für ein angefordertes Gerät einhängt: es zeigt Eigentümer 65534, und der Container darf daran nur, was andere dürfen.",
  "cdi-not-known": () =>
    "Offen ist, ob die Runtime abbildet, was CDI für ein angefordertes Gerät einhängt; sonst zeigt es Eigentümer 65534.",
  "propagation-one-way": () =>
    "Der Pod läuft, aber was er dort einhängt, kommt beim Host nicht an: in einem User-Namespace wird aus einem shared mount ein slave.",
  "host-network-rights": () =>
    "Das Netzwerk des Hosts gehört nicht dem User-Namespace des Pods: Ports unter 1024 und Raw-Sockets werden verweigert.",
  "groups-policy-unsupported": ({ facts: { runtime } }) =>
    `Der Kubelet verweigert den Start des Pods, denn ${runtime} kennt die Policy für zusätzliche Gruppen nicht.`,
  "groups-policy-ignored": ({ facts: { runtime } }) =>
    `${runtime} kennt die Policy Strict nicht und fügt stillschweigend die Gruppen des Images hinzu.`,
};

function sinceText(since: string | undefined): string {
  return since === undefined ? "auf keinem Kernel" : `seit Linux ${since}`;
}

export const fixGerman: Readonly<Record<FixCode, () => string>> = {
  "correct-field": () => "Ändere oder entferne das Feld.",
  "turn-gate-on": () =>
    "Schalte das Feature-Gate im API-Server und auf jedem Kubelet ein, oder nimm ein neueres Release.",
  "meet-policy": () =>
    "Ändere den Pod, wie es in der Meldung steht, oder erzwinge im Namespace von Kubernetes eine andere Policy.",
  "say-policy": () => "Sag, welche Policy erzwungen wird, etwa restricted:v1.35.",
  "upgrade-runtime": () => "Nimm eine neuere Runtime: containerd 2.0 oder CRI-O 1.30, mit runc 1.2 oder crun 1.9.",
  "say-runtime": () => "Sag, welche Runtime läuft, etwa containerd@2.1 oder runc@1.2.",
  "other-filesystem": () =>
    "Leg die Daten auf ein Dateisystem, das idmapped mounts unterstützt, oder nimm einen Kernel, der es abbildet.",
  "upgrade-kernel": () => "Nimm Linux 5.19 oder neuer, oder erlaube containerd mit slow_chown die langsame Kopie.",
  "map-layers": () =>
    "Nimm einen Kernel, der overlay abbildet, oder erlaube containerd mit slow_chown die langsame Kopie.",
  "say-filesystem": () => "Sag, welches Dateisystem es ist, etwa /data=ext4.",
  "say-kernel": () => "Sag, welcher Kernel läuft, etwa 6.8.",
  "mapped-id": () =>
    "Nimm eine ID aus dem ID-Bereich des Pods, oder gib den Pods mit userNamespaces.idsPerPod mehr IDs.",
  "say-image": () => "Sag, was im Image steckt.",
  "rebuild-image": () =>
    "Gib den Dateien im Image einen anderen Eigentümer, oder gib den Pods mit userNamespaces.idsPerPod mehr IDs.",
  "own-host-path": () => "Häng, was du darunter brauchst, als eigenen hostPath ein.",
  "no-host-path": () =>
    "Verzichte auf den hostPath, häng ihn schreibgeschützt ein, oder häng nur ein, was dem Pod gehören darf.",
  "own-network": () => "Lass hostNetwork weg, wo der Pod Rechte über sein Netzwerk braucht.",
  "say-idmappable": () =>
    "Probier es mit mount_setattr(2), oder schlag es nach, und sag, welche Dateisysteme dieser Kernel abbildet, etwa tmpfs,overlay,xfs.",
  "ask-daemon": () =>
    "Besorg eine Version dieses Programms, die FUSE_ALLOW_IDMAP und default_permissions aushandelt, auf Linux 6.12 oder neuer; oder leg die Daten auf ein anderes Dateisystem.",
  "declare-host-network": () =>
    "Schalte das Gate im Kubelet ein, und nimm eine Runtime, die es meldet: containerd 2.3.4 oder neuer, oder ein CRI-O, das es tut; oder verzichte auf hostNetwork oder auf hostUsers: false.",
  "host-network-runtime": () =>
    "Nimm containerd 2.3.4 oder neuer, oder crun statt runc; oder verzichte auf hostNetwork oder auf hostUsers: false.",
  "say-declared-features": () => "Sieh im Node unter status.declaredFeatures nach.",
  "not-privileged": () => "Lass privileged weg, oder lass den Pod auf einem Knoten laufen, der eine Maschine ist.",
  "raise-namespace-limit": () => "Setz den sysctl auf dem Knoten auf etwa 10.000.",
  "say-namespace-limit": () => "Sag, was sysctl user.max_user_namespaces auf dem Knoten ausgibt.",
  "patch-runtime": () => "Nimm containerd 2.1.7, 2.2.2 oder neuer.",
  "say-patch": () => "Nenne die Version mit allen drei Zahlen.",
  "released-runtime": () => "Nimm statt der Vorabversion das Release selbst.",
  "mount-over-volume": () =>
    "Nimm containerd 2.0.7, 2.1.5 oder neuer; oder häng an dieser Stelle ein Volume des Pods ein, etwa ein emptyDir.",
  "no-block-device": () => "Verzichte auf volumeDevices oder auf hostUsers: false.",
  "map-cdi": () => "Nimm eine Runtime, deren CDI Mounts abbildet, oder verzichte auf hostUsers: false.",
  "say-cdi": () => "Sieh nach, ob die Runtime mit CDI vom November 2025 oder neuer gebaut ist.",
  "mount-on-host": () =>
    "Häng auf dem Host ein, oder verzichte auf hostUsers: false, wo andere den Mount sehen müssen.",
};
