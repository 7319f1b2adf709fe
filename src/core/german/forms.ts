import type { Explanations } from "../explanations.ts";
import type { FormRefusal } from "../forms/english.ts";
import type { FormContent, FormExpected, FormFault, FormPlace } from "../forms/form/form-error.ts";
import type { FormName } from "../forms/form/form-names.ts";
import type { IdMapError } from "../idmap/id-mapping.ts";

export const formGerman: Explanations<FormRefusal, FormRefusal | IdMapError> = {
  "not-text": ({ form, found, expected }) =>
    `${subjects[form]} muss ${expectations[expected]} sein, kein Wert vom Typ ${found}.`,
  "not-json": ({ form, found, expected }) =>
    `${subjects[form]} muss ${expectations[expected]} sein, kein Wert vom Typ ${found}.`,
  "too-long": (error) =>
    `${where(error)}: der Kernel nimmt ${expectations[error.expected]} auf einmal. Nimm weniger oder kürzere Zeilen, und fasse zusammen, was auf beiden Seiten lückenlos weitergeht.`,
  "blank-line": (error) =>
    `${where(error)}: eine leere Zeile. Lass sie weg, oder schreib ${expectations[error.expected]}.`,
  "missing-number": (error) =>
    `${where(error)}: die Zeile hört zu früh auf. In jeder stehen ${expectations[error.expected]}.`,
  "not-a-number": (error) => `${where(error)}: ${quoted(error)} passt nicht. ${wanted(error)}`,
  "number-too-large": (error) => `${where(error)}: ${quoted(error)} ist zu groß. ${wanted(error)}`,
  "trailing-text": (error) => `${where(error)}: hinter der letzten Zahl steht noch ${quoted(error)}. ${wanted(error)}`,
  "field-count": (error) => `${where(error)}: ${quoted(error)} hat nicht drei Felder. ${wanted(error)}`,
  "bad-owner": (error) => `${where(error)}: ${quoted(error)} ist kein Besitzer. ${wanted(error)}`,
  "malformed-line": (error) => `${where(error)}: ${quoted(error)} ist nicht lesbar. ${wanted(error)}`,
  "invalid-json": (error) => `${where(error)}: kein JSON bei ${quoted(error)}. ${wanted(error)}`,
  "too-deep": (error) => `${where(error)}: zu tief verschachtelt. Der Decoder nimmt ${expectations[error.expected]}.`,
  "wrong-type": (error) => `${where(error)}: hier steht ${brackets[error.found] ?? error.found}. ${wanted(error)}`,
  "missing-field": (error) =>
    `${where(error)}: ein Feld fehlt oder ist null. Zu einer Zuordnung gehören ${expectations[error.expected]}.`,
  "bad-map": (error, explain) => `${where(error)}: der Kernel verweigert die Abbildung. ${explain(error.cause)}`,
  "no-entry": () => "kein Eintrag dieses Besitzers",
  "several-entries": ({ count }) => `${count} Einträge; nenne einen Besitzer, der nur einen hat`,
  "no-mapping": () => "keine Zuordnung darin",
  "no-known-form": ({ reasons }, explain) =>
    [
      "Der Text hat keine bekannte Form.",
      ...reasons.map(({ form, cause }) => `Als ${form}: ${explain(cause).replace(/\.?$/, ".")}`),
    ].join(" "),
  "several-forms": ({ forms }) => `Der Text lässt sich als ${forms.join(" und als ")} lesen. Nenne seine Form.`,
  "cannot-hold": ({ form, expected }) =>
    `${subjects[form]} kann nicht sagen, was diese Abbildungen sagen. ${contents[expected]}.`,
  "owner-missing": ({ form }) => `${subjects[form]} sagt, wem die IDs gehören. Nenne den Besitzer.`,
};

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
  "decimal-number": "eine Zahl zur Basis 10",
  number: "eine Zahl",
  "4095-bytes": "höchstens 4095 Bytes",
  "owner:start:count": "owner:start:count",
  owner: "ein Login-Name oder eine Benutzer-ID",
  "index: owner start count": "index: owner start count",
  "mapping-fields": "eine Container-ID, eine Host-ID und eine Größe",
};

const contents: { readonly [Content in FormContent]: string } = {
  "one-map": "Hinein passt nur eine Abbildung, von Benutzern oder von Gruppen",
  mappings: "Mindestens eine Zuordnung muss hinein",
  "4095-bytes": "Hinein passen höchstens 4095 Bytes",
  "one-mapping-from-0": "Hinein passt nur eine Zuordnung, ab Container-ID 0 und gleich für Benutzer und Gruppen",
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
};
