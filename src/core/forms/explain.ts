import type { Explanations } from "../explanations.ts";
import { idMapTexts } from "../idmap/explain.ts";
import type { IdMapError } from "../idmap/id-mapping.ts";
import type { FormError, FormFault, FormName, FormPlace } from "./form-error.ts";

/**
 * The English of the refusals of texts.
 *
 * @internal
 */
export const formTexts: Explanations<FormError> = {
  "not-text": ({ form, found, expected }) => `${NAMES[form]} must be ${expected}, not a value of type ${found}.`,
  "not-json": ({ form, found, expected }) => `${NAMES[form]} must be ${expected}, not a value of type ${found}.`,
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
  "bad-map": (error) => `${where(error)}: the kernel refuses the map. ${explainMap(error.cause)}`,
};

const NAMES: Readonly<Record<FormName, string>> = {
  "proc-map": "The uid_map or gid_map",
  subid: "The file of subordinate IDs",
  getsubids: "The output of getsubids",
  cri: "The CRI message",
  oci: "The OCI configuration",
  "kubelet-userns": "The kubelet's userns file",
};

function where({ form, line, column, path }: FormPlace): string {
  const way = path ? `, ${path}` : "";
  return `${NAMES[form]}, line ${line}, column ${column}${way}`;
}

function quoted({ found }: FormFault<string>): string {
  return found === "" ? "the end" : `"${found}"`;
}

function explainMap(cause: IdMapError): string {
  return (idMapTexts[cause.code] as (error: IdMapError) => string)(cause);
}
