import { explain } from "../../core/explain/main.ts";
import type { FormMaps } from "../../core/forms/form/form-maps.ts";
import { FORM_NAMES, type FormName } from "../../core/forms/form/form-names.ts";
import type { FormOptions } from "../../core/forms/form/form-row.ts";
import { FORMS } from "../../core/forms/forms.ts";
import type { WrittenFacts } from "./json.ts";

/** The map in another form, or why that form cannot say it. */
export function writeMap(form: FormName, maps: FormMaps, options: FormOptions): WrittenFacts {
  const written = FORMS[form].write?.(maps, options);
  if (written === undefined) return { form, text: null, reason: `${FORMS[form].title} is only read here.` };
  return written.ok
    ? { form, text: written.value, reason: null }
    : { form, text: null, reason: explain(written.error) };
}

/** A map of all IDs would make the user namespace that there is not. */
export function writeNone(form: FormName): WrittenFacts {
  return { form, text: null, reason: "No user namespace is made by that, so that there is no map." };
}

/** The forms that can be written. */
export function writtenForms(): readonly FormName[] {
  return FORM_NAMES.filter((form) => FORMS[form].write !== undefined);
}
