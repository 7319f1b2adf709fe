import { expectArray } from "../../misuse/misuse.ts";
import type { Label } from "../words/words.ts";
import type { MatrixCell, MatrixPicture } from "./picture.ts";

/**
 * Makes a table of who may do what.
 *
 * @param columns - the heads of the columns
 * @param rows - the names of the rows with their cells, as many as there are columns
 * @returns the picture
 * @throws RangeError when a row has more or fewer cells
 * @example
 * ```ts
 * import { drawPicture, matrix } from "userns-sim/lessons";
 *
 * const rows = [{ name: "/etc/passwd", cells: ["r-", { text: "rw", mark: "beyond" as const }] }];
 * drawPicture(matrix(["with", "without"], rows), { language: "en", width: 60 });
 * // => [
 * //   "             with  without",
 * //   "/etc/passwd  r-    rw !",
 * //   "! more than a stranger may",
 * // ]
 * ```
 */
export function matrix(
  columns: readonly Label[],
  rows: readonly { readonly name: Label; readonly cells: readonly (Label | MatrixCell)[] }[],
): MatrixPicture {
  expectArray("matrix", "columns", columns, "an array of heads");
  expectArray("matrix", "rows", rows, "an array such as [{ name, cells }]");
  return {
    kind: "matrix",
    columns,
    rows: rows.map(({ name, cells }) => {
      if (cells.length !== columns.length)
        throw new RangeError(`matrix: expected ${columns.length} cells in each row, got ${cells.length}`);
      return { name, cells: cells.map((cell) => (typeof cell === "object" && "text" in cell ? cell : { text: cell })) };
    }),
  };
}
