import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";

/** What is made when it is opened. */
export function Disclosure({
  kind,
  summary,
  children,
}: {
  /** What it is, where it looks different. */
  readonly kind?: string;
  readonly summary: ComponentChildren;
  readonly children: () => ComponentChildren;
}): JSX.Element {
  const open = useSignal(false);
  return (
    <details
      class={kind}
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
      }}
    >
      <summary>{summary}</summary>
      {open.value && children()}
    </details>
  );
}
