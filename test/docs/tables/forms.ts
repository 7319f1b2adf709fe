import { FORM_NAMES } from "../../../src/core/forms/form/form-names.ts";
import { FORMS } from "../../../src/core/forms/forms.ts";
import { docOf, itemOf } from "./doc-comments.ts";
import { code, table } from "./regions.ts";

/** How each form writes one mapping, as the doc comment of its reader has it. */
export function forms(): string {
  const words = ["Where", "One mapping", "First number", "Third number"];
  const rows = FORM_NAMES.map((name) => {
    const doc = docOf("src/core/forms", FORMS[name].read.name);
    return [code(name), FORMS[name].title, ...words.map((word) => itemOf(doc, word))];
  });
  return table(["name", "form", ...words.map((word) => word.toLowerCase())], rows);
}

/** What the forms are called, in a list. */
export function formTitles(): string {
  return FORM_NAMES.map((name) => FORMS[name].title).join(", ");
}
