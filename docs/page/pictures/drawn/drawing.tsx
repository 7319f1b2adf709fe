import type { ComponentChildren, JSX, SVGAttributes } from "preact";
import { useId } from "preact/hooks";
import type { Told } from "./told.ts";

/** How wide pictures are, in their own units: so they need not shrink where a screen has 320 px. */
export const WIDTH = 304;

/** A picture that is looked at: it says what it is, and what it shows. */
export function Drawing({
  told,
  width = WIDTH,
  height,
  fixed = false,
  operable,
  children,
}: {
  readonly told: Told;
  readonly width?: number;
  readonly height: number;
  /** Whether it is as large as it is, wherever it stands. */
  readonly fixed?: boolean;
  /** What makes it more than something to look at. */
  readonly operable?: SVGAttributes<SVGSVGElement>;
  readonly children: ComponentChildren;
}): JSX.Element {
  const id = useId();
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class={fixed ? "drawing fixed" : "drawing"}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
      {...operable}
    >
      <title id={`${id}t`}>{told.title}</title>
      <desc id={`${id}d`}>{told.desc}</desc>
      {children}
    </svg>
  );
}
