import type { ComponentChildren, JSX, SVGAttributes } from "preact";
import { useId } from "preact/hooks";
import { LINE, Lines, wrapped } from "./text.tsx";
import type { Told } from "./told.ts";

/** How wide pictures are, in their own units: so they need not shrink where a screen has 320 px. */
export const WIDTH = 304;

const GAP = 10;

/** A picture that is looked at: it says what it is, and what it shows. */
export function Drawing({
  told,
  width = WIDTH,
  height,
  notes = [],
  fixed = false,
  operable,
  children,
}: {
  readonly told: Told;
  readonly width?: number;
  readonly height: number;
  /** What is written below. */
  readonly notes?: readonly string[];
  /** Whether it is as large as it is, wherever it stands. */
  readonly fixed?: boolean;
  /** What makes it more than something to look at. */
  readonly operable?: SVGAttributes<SVGSVGElement>;
  readonly children: ComponentChildren;
}): JSX.Element {
  const id = useId();
  const lines = notes.flatMap((note) => wrapped(note, width - 4));
  const whole = height + (lines.length === 0 ? 0 : lines.length * LINE + GAP);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class={fixed ? "drawing fixed" : "drawing"}
      viewBox={`0 0 ${width} ${whole}`}
      width={width}
      height={whole}
      role="img"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
      {...operable}
    >
      <title id={`${id}t`}>{told.title}</title>
      <desc id={`${id}d`}>{told.desc}</desc>
      {children}
      <Lines lines={lines} x={2} y={height + GAP + 12} kind="small" />
    </svg>
  );
}
