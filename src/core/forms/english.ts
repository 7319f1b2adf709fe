import type { Explanations } from "../explanations.ts";
import type { IdMapError } from "../idmap/id-mapping.ts";
import type { FormFault, FormPlace, FormReadError, FormWriteError } from "./form/form-error.ts";
import type { FormName } from "./form/form-names.ts";
import type { NoMapping, ReadMapError } from "./read-map.ts";

/** Every refusal of a text, and of maps that are to be written, that is not one of a map itself. */
export type FormRefusal = Exclude<FormReadError | FormWriteError | ReadMapError | NoMapping, IdMapError>;

export const formEnglish: Explanations<FormRefusal, FormRefusal | IdMapError> = {
  "not-text": ({ form, found, expected }) => `${subjects[form]} must be ${expected}, not a value of type ${found}.`,
  "not-json": ({ form, found, expected }) => `${subjects[form]} must be ${expected}, not a value of type ${found}.`,
  "too-long": (error) =>
    `${where(error)}: the kernel takes ${error.expected} in one write. Use fewer or shorter lines; join mappings that continue on both sides.`,
  "blank-line": (error) => `${where(error)}: a blank line. Leave it out, or write ${error.expected}.`,
  "missing-number": (error) => `${where(error)}: the line ends too early. Each line must hold ${error.expected}.`,
  "not-a-number": (error) => `${where(error)}: ${quoted(error)} is not ${error.expected}.`,
  "number-too-large": (error) => `${where(error)}: ${quoted(error)} is too large. Expected ${error.expected}.`,
  "trailing-text": (error) =>
    `${where(error)}: ${quoted(error)} stands behind the last number. Expected ${error.expected}.`,
  "field-count": (error) => `${where(error)}: ${quoted(error)} does not have three fields. Expected ${error.expected}.`,
  "bad-owner": (error) => `${where(error)}: ${quoted(error)} is no owner. Expected ${error.expected}.`,
  "malformed-line": (error) => `${where(error)}: cannot read ${quoted(error)}. Expected ${error.expected}.`,
  "invalid-json": (error) => `${where(error)}: not JSON at ${quoted(error)}. Expected ${error.expected}.`,
  "too-deep": (error) => `${where(error)}: nested too deep. The decoder takes ${error.expected}.`,
  "wrong-type": (error) => `${where(error)}: found ${error.found}. Expected ${error.expected}.`,
  "missing-field": (error) => `${where(error)}: a field is missing or null. A mapping must have ${error.expected}.`,
  "bad-map": (error, explain) => `${where(error)}: the kernel refuses the map. ${explain(error.cause)}`,
  "no-entry": () => "no entry of this owner",
  "several-entries": ({ count }) => `${count} entries; name an owner that has one`,
  "no-mapping": () => "no mapping in it",
  "no-known-form": ({ reasons }, explain) =>
    [
      "The text is of no known form.",
      ...reasons.map(({ form, cause }) => `As ${form}: ${explain(cause).replace(/\.?$/, ".")}`),
    ].join(" "),
  "several-forms": ({ forms }) => `The text can be read as ${forms.join(" and as ")}. Name its form.`,
  "cannot-hold": ({ form, expected }) => `${subjects[form]} cannot say what these maps say. It can hold ${expected}.`,
  "owner-missing": ({ form }) => `${subjects[form]} says whose the IDs are. Name the owner.`,
};

function where({ form, line, column, path }: FormPlace): string {
  const way = path ? `, ${path}` : "";
  return `${subjects[form]}, line ${line}, column ${column}${way}`;
}

function quoted({ found }: FormFault<string>): string {
  return found === "" ? "the end" : `"${found}"`;
}

const subjects: Readonly<Record<FormName, string>> = {
  "proc-map": "The uid_map or gid_map",
  cri: "The CRI message",
  oci: "The OCI configuration",
  "kubelet-userns": "The kubelet's userns file",
  subid: "The file of subordinate IDs",
  getsubids: "The output of getsubids",
};
