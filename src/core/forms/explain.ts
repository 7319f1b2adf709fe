import { type Explanations, say } from "../explanations.ts";
import { idMapTexts } from "../idmap/explain.ts";
import type { IdMapError } from "../idmap/id-mapping.ts";
import type { FormFault, FormPlace, FormReadError, FormWriteError } from "./form-error.ts";
import { FORM_SUBJECTS } from "./forms.ts";
import type { NoMapping, NotOfForm, ReadMapError } from "./read-map.ts";

/** Every refusal of a text, and of maps that are to be written, that is not one of a map itself. */
type FormRefusal = Exclude<FormReadError | FormWriteError | ReadMapError | NoMapping, IdMapError>;

/** The English of the refusals of texts. */
export const formTexts: Explanations<FormRefusal> = {
  "not-text": ({ form, found, expected }) =>
    `${FORM_SUBJECTS[form]} must be ${expected}, not a value of type ${found}.`,
  "not-json": ({ form, found, expected }) =>
    `${FORM_SUBJECTS[form]} must be ${expected}, not a value of type ${found}.`,
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
  "bad-map": (error) => `${where(error)}: the kernel refuses the map. ${say(idMapTexts, error.cause)}`,
  "no-entry": () => "no entry of this owner",
  "several-entries": ({ count }) => `${count} entries; name an owner that has one`,
  "no-mapping": () => "no mapping in it",
  "no-known-form": ({ reasons }) => ["The text is of no known form.", ...reasons.map(reasonFor)].join(" "),
  "several-forms": ({ forms }) => `The text can be read as ${forms.join(" and as ")}. Name its form.`,
  "cannot-hold": ({ form, expected }) =>
    `${FORM_SUBJECTS[form]} cannot say what these maps say. It can hold ${expected}.`,
  "owner-missing": ({ form }) => `${FORM_SUBJECTS[form]} says whose the IDs are. Name the owner.`,
};

function where({ form, line, column, path }: FormPlace): string {
  const way = path ? `, ${path}` : "";
  return `${FORM_SUBJECTS[form]}, line ${line}, column ${column}${way}`;
}

function quoted({ found }: FormFault<string>): string {
  return found === "" ? "the end" : `"${found}"`;
}

function reasonFor({ form, cause }: NotOfForm): string {
  const reason = say<FormRefusal | IdMapError>({ ...idMapTexts, ...formTexts }, cause);
  return `As ${form}: ${reason.replace(/\.?$/, ".")}`;
}
