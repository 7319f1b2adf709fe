import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

/** A field that filters what stands below it, and how much is left. */
export function SearchField({
  label,
  text,
  children,
}: {
  readonly label: string;
  readonly text: Signal<string>;
  /** What is said of what was found. */
  readonly children: ComponentChildren;
}): JSX.Element {
  const id = useId();
  return (
    <div class="find">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="search"
        autocomplete="off"
        value={text.value}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
        }}
      />
      <p role="status">{children}</p>
    </div>
  );
}
