import type { IdMapping } from "../../src/core/idmap/id-mapping.ts";
import type { Draw } from "./draw.ts";

/** Draws the text of a map whose every line lies in one line of the parent's. */
export function drawPieces(draw: Draw, parent: readonly IdMapping[], bases: readonly number[], count: number): string {
  const lines: string[] = [];
  const taken: (readonly [start: number, end: number])[] = [];
  let inside = draw.weighted([
    [4, () => 0],
    [1, () => draw.int(2000)],
  ]);
  for (let line = 0; line < count; line += 1) {
    const extent = draw.pick(parent);
    const size = Math.min(
      extent.size,
      draw.weighted([
        [3, () => 1],
        [3, () => draw.between(2, 40)],
        [2, () => draw.between(100, 70_000)],
      ]),
    );
    const room = extent.size - size;
    const near = draw.pick(bases) + draw.int(1200) - extent.containerId;
    const offset = near >= 0 && near <= room && draw.chance(70) ? near : draw.int(Math.min(room + 1, 5000));
    const lower = extent.containerId + offset;
    if (taken.some(([start, end]) => lower < end && start < lower + size) || inside + size > 4294967295) continue;
    taken.push([lower, lower + size]);
    lines.push(`${inside} ${lower} ${size}`);
    inside +=
      size +
      draw.weighted([
        [2, () => 0],
        [2, () => draw.int(100)],
        [1, () => draw.int(40_000_000)],
      ]);
  }
  // The order is the writer's: up to five lines are kept as they are, more are sorted.
  for (let at = lines.length - 1; at > 0; at -= 1) {
    const other = draw.int(at + 1);
    [lines[at], lines[other]] = [lines[other] as string, lines[at] as string];
  }
  return lines.join("\n");
}

/** Up to the 340 lines and the 4095 bytes that the kernel takes. */
export function drawLargeMap(draw: Draw): string {
  let inside = draw.int(4);
  let lower = draw.weighted([
    [1, () => draw.int(1000)],
    [1, () => draw.int(3_000_000_000)],
  ]);
  let text = "";
  const count = draw.weighted([
    [1, () => 340],
    [3, () => draw.between(6, 340)],
  ]);
  const gap = draw.pick([1, 2, 1000]);
  for (let line = 0; line < count; line += 1) {
    const size = draw.between(1, 3);
    const next = `${text}${inside} ${lower} ${size}\n`;
    if (next.length > 4095) break;
    text = next;
    inside += size + draw.int(gap);
    lower += size + draw.int(gap);
  }
  return text;
}
