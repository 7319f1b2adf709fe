import type { JSX } from "preact";

/** Lines within a square of eight. */
const PATHS: readonly string[] = [
  "M-2 2l4-4M0 8l8-8M6 10l4-4",
  "M2 0v8M6 0v8",
  "M-2 6l4 4M0 0l8 8M6-2l4 4",
  "M0 2h8M0 6h8",
  "M4 0v8M0 4h8",
  "M2 2h.1M6 6h.1",
  "M0 0l8 8M8 0l-8 8",
];

/** A pattern to fill the cells of a pod with, one of seven. */
export function Pattern({ id, pattern }: { readonly id: string; readonly pattern: number }): JSX.Element {
  return (
    <pattern id={id} width={8} height={8} patternUnits="userSpaceOnUse">
      <rect class="under" width={8} height={8} />
      <path class={pattern === 5 ? "dots" : "hatch"} d={PATHS[pattern]} />
    </pattern>
  );
}
