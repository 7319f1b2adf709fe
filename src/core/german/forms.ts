import type { Explanations } from "../explanations.ts";
import type { FormRefusal } from "../forms/english.ts";
import type { FormContent, FormExpected, FormFault, FormPlace, NotTold } from "../forms/form/form-error.ts";
import type { FormName } from "../forms/form/form-names.ts";
import type { NotOfForm } from "../forms/read-map.ts";
import type { IdMapError } from "../idmap/id-mapping.ts";

export const formGerman: Explanations<FormRefusal, FormRefusal | IdMapError> = {
  "not-text": ({ form, found, expected }) =>
    `${subjects[form]} muss ${expectations[expected]} sein, kein Wert vom Typ ${found}.`,
  "not-json": ({ form, found, expected }) =>
    `${subjects[form]} muss ${expectations[expected]} sein, kein Wert vom Typ ${found}.`,
  "too-long": (error) =>
    `${where(error)}: der Kernel nimmt ${expectations[error.expected]} auf einmal an. Nimm weniger oder kürzere Zeilen, und fasse zusammen, was auf beiden Seiten lückenlos weitergeht.`,
  "blank-line": (error) =>
    `${where(error)}: eine leere Zeile. Lass sie weg, oder schreib ${expectations[error.expected]}.`,
  "missing-number": (error) =>
    `${where(error)}: die Zeile hört zu früh auf. In jeder stehen ${expectations[error.expected]}.${said(error)}`,
  "not-a-number": (error) => `${where(error)}: ${quoted(error)} passt nicht. ${wanted(error)}${said(error)}`,
  "number-too-large": (error) => `${where(error)}: ${quoted(error)} ist zu groß. ${wanted(error)}${said(error)}`,
  "number-too-small": (error) => `${where(error)}: ${quoted(error)} ist zu klein. ${wanted(error)}${said(error)}`,
  "trailing-text": (error) =>
    `${where(error)}: hinter der letzten Zahl steht noch ${quoted(error)}. ${wanted(error)}${said(error)}`,
  "field-count": (error) => `${where(error)}: ${quoted(error)} hat nicht drei Felder. ${wanted(error)}${said(error)}`,
  "bad-owner": (error) => `${where(error)}: ${quoted(error)} ist kein Besitzer. ${wanted(error)}`,
  "malformed-line": (error) => `${where(error)}: ${quoted(error)} ist nicht lesbar. ${wanted(error)}${said(error)}`,
  "invalid-json": (error) => `${where(error)}: kein JSON bei ${quoted(error)}. ${wanted(error)}`,
  "too-deep": (error) => `${where(error)}: zu tief verschachtelt. Der Decoder erlaubt ${expectations[error.expected]}.`,
  "wrong-type": (error) => `${where(error)}: hier steht ${brackets[error.found] ?? error.found}. ${wanted(error)}`,
  "missing-field": (error) =>
    `${where(error)}: ein Feld fehlt oder ist null. Zu einer Zuordnung gehören ${expectations[error.expected]}.`,
  "unknown-word": (error) => `${where(error)}: ${quoted(error)} passt nicht. ${wanted(error)}${said(error)}`,
  "sizes-differ": (error) =>
    `${where(error)}: die beiden ID-Bereiche in ${quoted(error)} passen nicht zusammen. ${wanted(error)}${said(error)}`,
  "host-in-base": (error) =>
    `${where(error)}: die Host-IDs von ${quoted(error)} gehören zu der Abbildung, in die sie ein Loch machen. ${wanted(error)}${said(error)}`,
  "not-in-outer": (error) => `${where(error)}: ${quoted(error)} passt nicht. ${wanted(error)}${said(error)}`,
  "not-here": (error) => `${where(error)}: ${quoted(error)} braucht etwas anderes. ${wanted(error)}${said(error)}`,
  "two-sizes": (error) =>
    `${where(error)}: eine Zuordnung mit length wie bei CRI und dazu mit size. Zu ihr gehören ${expectations[error.expected]}.`,
  "bad-map": (error, explain) => `${where(error)}: der Kernel verweigert die Abbildung. ${explain(error.cause)}`,
  "no-entry": ({ text }) => `kein Eintrag dieses Besitzers${text === undefined ? "" : `: "${text}"`}`,
  "too-few-ids": ({ least, text }) =>
    `kein Eintrag dieses Besitzers hat mindestens ${least} IDs${text === undefined ? "" : `: "${text}"`}`,
  "several-entries": ({ count }) => `${count} Einträge mehrerer Besitzer; nenne einen`,
  "not-told": ({ needs }) => needed[needs],
  "not-rootless": ({ reader }) => `${reader} hat keinen rootless-Modus: die eigene ID eines Benutzers bildet es nie ab`,
  "no-mapping": () => "keine Zuordnung darin",
  "no-known-form": ({ reasons }, explain) =>
    ["Der Text hat keine bekannte Form.", ...grouped(reasons, (cause) => explain(cause).replace(/\.?$/, "."))].join(
      " ",
    ),
  "several-forms": ({ forms }) => `Der Text lässt sich als ${forms.join(" und als ")} lesen. Nenne seine Form.`,
  "cannot-hold": ({ form, expected }) =>
    `${subjects[form]} kann nicht sagen, was diese Abbildungen sagen. ${contents[expected]}.`,
  "owner-missing": ({ form }) => `${subjects[form]} sagt, wem die IDs gehören. Nenne den Besitzer.`,
};

/** A sentence for each reason, with all forms that have it. */
function grouped(reasons: readonly NotOfForm[], say: (cause: NotOfForm["cause"]) => string): readonly string[] {
  const forms = new Map<string, FormName[]>();
  for (const { form, cause } of reasons) {
    const sentence = say(cause);
    forms.set(sentence, [...(forms.get(sentence) ?? []), form]);
  }
  return Array.from(
    forms,
    ([sentence, names]) => `Als ${names.join(", ").replace(/, (?=[^,]*$)/, " und ")}: ${sentence}`,
  );
}

/** The program's own words, by which people find what others wrote about them. */
function said({ text }: FormFault<string>): string {
  return text === undefined ? "" : ` Das Programm selbst sagt "${text}".`;
}

function where({ form, line, column, path }: FormPlace): string {
  const way = path ? `, ${path}` : "";
  return `${subjects[form]}, Zeile ${line}, Spalte ${column}${way}`;
}

function quoted({ found }: FormFault<string>): string {
  return found === "" ? "das Ende" : `"${found}"`;
}

function wanted({ expected }: FormFault<string>): string {
  return `Erwartet: ${expectations[expected]}.`;
}

const expectations: { readonly [Expected in FormExpected]: string } = {
  "string-or-bytes": "ein String oder ein Uint8Array",
  "json-or-its-value": "JSON oder ein Wert daraus",
  value: "ein Wert",
  key: "ein Schlüssel in Anführungszeichen",
  colon: "ein Doppelpunkt",
  "comma-or-]": "ein Komma oder ]",
  "comma-or-}": "ein Komma oder }",
  "closing-quote": "ein schließendes Anführungszeichen",
  escape: "eine Escape-Folge von JSON",
  "end-of-text": "das Ende des Textes",
  "10000-levels": "höchstens 10000 Arrays und Objekte ineinander",
  object: "ein Objekt",
  array: "ein Array",
  uint32: "eine ganze Zahl von 0 bis 4294967295",
  "enum-name": "POD, CONTAINER, NODE oder TARGET",
  "three-numbers": "drei Zahlen",
  "end-of-line": "das Ende der Zeile",
  "decimal-number": "eine Dezimalzahl",
  number: "eine Zahl",
  "4095-bytes": "höchstens 4095 Bytes",
  "owner:start:count": "owner:start:count",
  owner: "ein Login-Name oder eine Benutzer-ID",
  "index: owner start count": "index: owner start count",
  "mapping-fields": "eine Container-ID, eine Host-ID und eine Größe",
  "u-or-g": "u oder g, dahinter ein Leerzeichen",
  "lxc.idmap-line": "lxc.idmap = u 0 100000 65536",
  "proxmox-line": "ein Schlüssel am Anfang der Zeile und ein Doppelpunkt dahinter, wie in lxc.idmap: u 0 100000 65536",
  "proxmox-mount-point": "Einträge wie u:0:65536:65536, oder passthrough",
  "proxmox-mapping": "u oder g und drei Dezimalzahlen, ohne Leerzeichen davor",
  "proxmox-boolean": "1, on, yes oder true, sonst 0, off, no oder false",
  "both-host-container":
    "both, uid oder gid, dann ID oder Bereich des Hosts, dann des Containers, mit je einem Leerzeichen dazwischen",
  "both-uid-or-gid": "both, uid oder gid",
  "number-or-range": "eine Zahl oder FIRST-LAST",
  "same-size": "dieselbe Größe",
  "host-outside-base": "Host-IDs außerhalb dieser Abbildung",
  boolean: "true oder false",
  "podman-spec": "[+ug]container:[@]host[:size]",
  "id-or-flag": "eine Container-ID hinter den Zeichen + u g",
  "host-id": "eine Host-ID, auch mit @ davor",
  "podman-option": "--uidmap, --gidmap oder --userns",
  "podman-mode": "keep-id, nomap, auto oder host",
  "key=value": "uid=, gid= oder size= und eine Zahl; bei auto uidmapping=, gidmapping= und eine Zuordnung",
  "id-of-outer": "eine ID der Abbildung, in der diese liegt",
  rootless: "ein rootless podman: die äußere Abbildung, mit untergeordneten IDs darin",
  "idmap-triple": "disk-host-size, verbunden mit #",
  "one-idmap-option": "noch einmal dieselbe Option idmap, denn gelesen wird eine Abbildung",
  "idmap-option": "uids= oder gids=",
  "container-or-mapping": "container:host:size oder ein Objekt { container_id, host_id, size }",
  newuidmap: "newuidmap PID und zu jeder Zuordnung drei Zahlen: Container, Host, Anzahl",
  "refused-range": "newuidmap: uid range [A-B) -> [C-D) not allowed",
  "three-numbers-each": "zu jeder Zuordnung drei Zahlen: Container, Host, Anzahl",
  "end-by-4294967295": "ein ID-Bereich, der spätestens bei 4294967295 endet",
  "at-least-one": "eine Anzahl von mindestens 1",
  "mount-idmap": "[b:|u:|g:]DISK:MOUNT:COUNT, getrennt durch Leerzeichen",
  uid: "eine Benutzer-ID als Dezimalzahl, weder 65535 noch 4294967295",
  "nspawn-users":
    "no, identity, HOST oder HOST:COUNT; was yes und pick ergeben, weiß man erst dort, wo der Container läuft",
  "unshare-mapping": "INNER:OUTER:COUNT, OUTER,INNER,COUNT, auto, subids oder all",
  "nsjail-mapping": "-u oder -g und INSIDE:OUTSIDE:COUNT",
  "known-user": "ein Benutzer aus /etc/passwd",
  "user-and-group": "USER, UID, USER:GROUP oder UID:GID",
  "userns-remap": "der Schlüssel userns-remap und ein Text",
  "container:host:size": "container:host:size",
  "cri-text": "IDMapping{HostId:H,ContainerId:C,Length:N,} oder uids:{host_id:H container_id:C length:N}",
  "go-struct": "{ContainerID:C HostID:H Size:N}",
  "kernel-idmapping": "uN:kN:rN",
};

const needed: { readonly [Need in NotTold["needs"]]: string } = {
  rootless: "abgebildet wird die eigene ID, und die fehlt: nenne sie",
  subuid: "abgebildet werden untergeordnete IDs eines Benutzers, und die fehlen: gib den Text von /etc/subuid an",
  outer: "nachgeschlagen wird in der Abbildung des Containers, und die fehlt: gib sie als äußere an",
  "volatile.idmap.next":
    "das sagt, dass die Dateien auf dem Datenträger nicht verschoben sind, nicht welche Abbildung die Instanz hat: die steht in volatile.idmap.next",
  "included-file":
    "eingebunden wird eine andere Datei, die Zuordnungen enthalten kann, und die fehlt: setz ihre Zeilen an die Stelle von lxc.include",
  "shared-namespace": "der User-Namespace wird nicht neu angelegt, und die Abbildung ist die des vorhandenen",
};

const contents: { readonly [Content in FormContent]: string } = {
  "one-map": "Hinein passt nur eine Abbildung, von Benutzern oder von Gruppen",
  mappings: "Mindestens eine Zuordnung muss hinein",
  "mappings-of-both": "Hinein muss mindestens eine Zuordnung von Benutzern und eine von Gruppen",
  "4095-bytes": "Hinein passen höchstens 4095 Bytes",
  "one-mapping-from-0": "Hinein passt nur eine Zuordnung, ab Container-ID 0 und gleich für Benutzer und Gruppen",
  "one-entry-from-0":
    "Hinein passt nur eine Zuordnung, ab Container-ID 0 und gleich für Benutzer und Gruppen: von mehreren Einträgen eines Besitzers nehmen manche Leser nur den ersten",
  "base-with-other-ids":
    "Hinein passt eine Grundabbildung, in der eigene Zeilen einige IDs ersetzen: nenne die Grundabbildung",
};

/** How a value is called of which only the bracket is found. */
const brackets: Readonly<Record<string, string>> = { "{": "ein Objekt", "[": "ein Array" };

const subjects: Readonly<Record<FormName, string>> = {
  "proc-map": "Die uid_map oder gid_map",
  cri: "Die CRI-Nachricht",
  oci: "Die OCI-Konfiguration",
  "kubelet-userns": "Die Datei userns des Kubelets",
  subid: "Die Datei untergeordneter IDs",
  getsubids: "Die Ausgabe von getsubids",
  lxc: "Die Zeile lxc.idmap",
  proxmox: "Die Zeile lxc.idmap des Containers in Proxmox",
  "raw-idmap": "Die raw.idmap",
  "incus-json": "Die volatile.idmap",
  podman: "Die Zuordnung von podman",
  "podman-json": "Die Ausgabe von podman",
  "podman-idmap": "Die Option idmap von podman",
  "mount-idmap": "Die Option X-mount.idmap",
  newuidmap: "Der Aufruf von newuidmap",
  "userns-remap": "Das userns-remap von Docker",
  nspawn: "Die Option --private-users",
  unshare: "Der Aufruf von unshare",
  nsjail: "Der Aufruf von nsjail",
  triple: "Die Liste aus container:host:size",
  "cri-text": "Die CRI-Nachricht in einem Log",
  "go-struct": "Die Zuordnungen in einem Log",
  "kernel-doc": "Das idmapping",
};
