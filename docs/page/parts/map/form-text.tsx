import type { JSX } from "preact";
import { FORMS, type FormName } from "userns-sim";

/** A form of maps by its name, and by what people call it. */
export function FormText({ form }: { readonly form: FormName }): JSX.Element {
  return (
    <>
      <code>{form}</code> (<span lang="en">{FORMS[form].title}</span>)
    </>
  );
}
