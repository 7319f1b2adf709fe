import type { JSX } from "preact";
import { WIDTH } from "./drawing.tsx";
import { LINE, Lines, widthOf, wrapped } from "./text.tsx";

/** A box with a name on its left, what it holds on its right, and what there is to say of it below. */
export interface Box {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  /** Whether it stands out. */
  readonly marked: boolean;
}

/** A box with its place. */
export interface PlacedBox {
  readonly box: Box;
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly notes: readonly string[];
  /** Whether name and value share a line. */
  readonly beside: boolean;
  readonly top: number;
  readonly height: number;
}

const PADDING = 10;

/** Puts boxes below one another, as high as their texts. */
export function placeBoxes(boxes: readonly Box[], left: number, from: number, gap: number): readonly PlacedBox[] {
  const room = WIDTH - left - 2 * PADDING - 2;
  let top = from;
  return boxes.map((box) => {
    const beside = widthOf(`${box.name}   ${box.value}`) <= room;
    const names = wrapped(box.name, room);
    const values = wrapped(box.value, room);
    const notes = box.note === "" ? [] : wrapped(box.note, room);
    const lines = (beside ? 1 : names.length + values.length) + notes.length;
    const placed = { box, names, values, notes, beside, top, height: lines * LINE + 12 };
    top += placed.height + gap;
    return placed;
  });
}

/** Where boxes end. */
export function bottomOf(boxes: readonly PlacedBox[], from: number): number {
  const last = boxes.at(-1);
  return last === undefined ? from : last.top + last.height + 2;
}

export function DrawnBox({ placed, left }: { readonly placed: PlacedBox; readonly left: number }): JSX.Element {
  const { box, names, values, notes, beside, top, height } = placed;
  const first = top + 20;
  const x = left + PADDING;
  const value = beside ? first : first + names.length * LINE;
  return (
    <>
      <rect class={box.marked ? "box marked" : "box"} x={left} y={top} width={WIDTH - left - 2} height={height} />
      <Lines lines={names} x={x} y={first} />
      <Lines
        lines={values}
        x={beside ? WIDTH - PADDING - 2 : x}
        y={value}
        kind={beside ? "number end strong" : "strong"}
      />
      <Lines lines={notes} x={x} y={value + (beside ? 1 : values.length) * LINE} kind="small" />
    </>
  );
}
