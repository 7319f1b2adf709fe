import { wrapWords } from "../../drawing/wrap-words.ts";

const GAP = 2;

/** How wide each column is; a row may end before the others do. */
function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
}

/** How wide the whole is where no cell is broken. */
export function widthOf(rows: readonly (readonly string[])[]): number {
  return columnWidths(rows).reduce((sum, width) => sum + GAP + width, -GAP);
}

/**
 * Lays out cells in columns. The last cell of a row is broken between words; a row whose other cells are too wide for the
 * place goes on in the next line.
 */
export function table(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const widths = columnWidths(rows);
  return rows.flatMap((row) => {
    let line = "";
    const lines: string[] = [];
    row.forEach((cell, i) => {
      const room = width - line.length;
      if (i < row.length - 1) {
        if (line.trim() !== "" && cell.length > room) {
          lines.push(line);
          line = " ".repeat(GAP);
        }
        line += cell.padEnd((widths[i] as number) + GAP);
        return;
      }
      const longest = Math.max(0, ...cell.split(" ").map((word) => word.length));
      if (line.trim() !== "" && longest > room) {
        lines.push(line);
        line = " ".repeat(GAP);
      }
      const indent = " ".repeat(line.length);
      const [first = "", ...rest] = wrapWords(cell, width - line.length);
      lines.push(line + first, ...rest.map((text) => indent + text));
    });
    return lines;
  });
}
