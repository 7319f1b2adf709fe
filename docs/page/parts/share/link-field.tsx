import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/** A link to be copied: it is selected once it is there, and then follows the language without taking the keyboard along. */
export function LinkField({ link, label }: { readonly link: string; readonly label: string }): JSX.Element {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <p>
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={field}
        type="text"
        readOnly
        value={link}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </p>
  );
}
