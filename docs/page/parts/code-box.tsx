import type { JSX } from "preact";

/** A program, which scrolls by keyboard, too. */
export function CodeBox({ code, name }: { readonly code: string; readonly name: string }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section class="code" aria-label={name} tabIndex={0}>
      <pre>
        <code>{code}</code>
      </pre>
    </section>
  );
}
