import { median } from "./results.ts";
import type { Row } from "./suite.ts";

/** Writes the rows as a table: what, where, the median, the spread over the processes, and the floor beside it. */
export function table(rows: readonly Row[]): string {
  return [tableOf(rows), ...withoutFloor(rows)].join("\n\n");
}

/** Once for each reason, whatever shares it. */
function withoutFloor(rows: readonly Row[]): readonly string[] {
  const whats = new Map<string, Set<string>>();
  for (const { what, without } of rows) {
    if (without === undefined) continue;
    const named = whats.get(without) ?? new Set();
    whats.set(without, named.add(what));
  }
  return [...whats].map(([without, named]) => `No floor for ${[...named].join(", ")}: ${without}`);
}

function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => {
    const write = WRITE[row.unit];
    const value = median(row.figures);
    const spread = `${write(Math.min(...row.figures))} .. ${write(Math.max(...row.figures))}`;
    const floor = row.floor === undefined ? "" : `<= ${write(row.floor)}`;
    return [row.what, row.cell, write(value), spread, floor, verdict(value, row.floor)];
  });
  const lines = [["what", "at", "median", "min .. max", "floor", ""], ...cells];
  const widths = lines.reduce<number[]>((most, line) => line.map((text, i) => Math.max(text.length, most[i] ?? 0)), []);
  return lines
    .map((line) =>
      line
        .map((text, i) => pad(text, widths[i] ?? 0, i))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Whether every floor is kept. */
export function allKept(rows: readonly Row[]): boolean {
  return rows.every(({ figures, floor }) => floor === undefined || median(figures) <= floor);
}

const WRITE: Readonly<Record<Row["unit"], (figure: number) => string>> = {
  ratio: (figure) => figure.toFixed(figure < 0.1 ? 3 : 2),
  ns: (figure) =>
    figure < 1e4
      ? `${Math.round(figure)} ns`
      : figure < 1e7
        ? `${(figure / 1000).toFixed(1)} us`
        : `${(figure / 1e9).toFixed(2)} s`,
  bytes: (figure) => (Math.abs(figure) < 1e4 ? `${Math.round(figure)} B` : `${Math.round(figure / 1000)} kB`),
};

function verdict(value: number, floor: number | undefined): string {
  if (floor === undefined) return "";
  return value <= floor ? "kept" : "MISSED";
}

function pad(text: string, width: number, column: number): string {
  return column < 2 ? text.padEnd(width) : text.padStart(width);
}
