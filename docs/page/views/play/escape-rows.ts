import type { Label, MatrixCell, MatrixRow } from "userns-sim/lessons";
import { cellName } from "userns-sim/node";
import { targetsOf } from "../../state/play/seen/escaped.ts";
import type { CellVerdict, PlayedCell, PlayedEscape, PlayedTarget } from "../../state/play/shown.ts";
import type { PlayWords } from "../../words/play.ts";

/** A row of the matrix as it stands: one that opens, or the cell behind it. */
export interface EscapeRow extends MatrixRow {
  /** What opens; a cell has none. */
  readonly opens: string | undefined;
  /** The cell that is selected by pointing at the row. */
  readonly cell: string | undefined;
}

/** Everything that is asked of the host and of other pods, what is closed in one row. */
export function escapeRows(
  { host, pods }: Pick<PlayedEscape, "host" | "pods">,
  open: ReadonlySet<string>,
  words: PlayWords,
): readonly EscapeRow[] {
  return [
    ...host.flatMap((target) => {
      const key = keyOfTarget(target);
      return [targetRow(target, key, words), ...(open.has(key) ? cellRows([target]) : [])];
    }),
    ...pods.flatMap(({ pod, label, withUserns, withoutUserns, of, beyond, rows }) => {
      const key = keyOfPod(pod);
      const counted = (allowed: number, mark: MatrixCell["mark"]) => ({ text: words.allowedOf(allowed, of), mark });
      const row: EscapeRow = {
        name: label,
        cells: [counted(withUserns, beyond ? "beyond" : undefined), counted(withoutUserns, undefined)],
        opens: key,
        cell: rows[0] && cellName(rows[0]),
      };
      return [row, ...(open.has(key) ? cellRows(targetsOf(rows)) : [])];
    }),
  ];
}

/** The row that has to be open for a cell to be seen. */
export function keyOfCell({ host, pods }: Pick<PlayedEscape, "host" | "pods">, cell: string): string | undefined {
  const target = host.find(({ cells }) => cells.some((other) => other.cell === cell));
  if (target !== undefined) return keyOfTarget(target);
  const pod = pods.find(({ rows }) => rows.some((row) => cell.startsWith(row.target.name) && cell === cellName(row)));
  return pod === undefined ? undefined : keyOfPod(pod.pod);
}

function keyOfTarget({ kind, name }: PlayedTarget): string {
  return `${kind} ${name}`;
}

function keyOfPod(uid: string): string {
  return `pod ${uid}`;
}

/** A file tells what may be done to its content as `ls` does, and how much of all is allowed; a process how much. */
function targetRow({ name, cells }: PlayedTarget, opens: string, words: PlayWords): EscapeRow {
  const told = (column: "withUserns" | "withoutUserns") => {
    const allowed = cells.filter((cell) => cell[column].allowed);
    const count = words.allowedOf(allowed.length, cells.length);
    const isFile = cells.some(({ operation }) => operation === "read");
    if (!isFile) return count;
    const bits = CONTENT.map(([operation, sign]) =>
      allowed.some((cell) => cell.operation === operation) ? sign : "-",
    );
    return `${bits.join("")}  ${count}`;
  };
  return {
    name,
    cells: [{ text: told("withUserns"), mark: markOf(cells) }, { text: told("withoutUserns") }],
    opens,
    cell: (cells.find(({ beyond }) => beyond) ?? cells[0])?.cell,
  };
}

const CONTENT = [
  ["read", "r"],
  ["write", "w"],
  ["execute", "x"],
] as const;

function cellRows(targets: readonly PlayedTarget[]): readonly EscapeRow[] {
  return targets.flatMap(({ name, cells }) =>
    cells.map((cell) => ({
      name: `· ${targets.length > 1 ? `${name}: ` : ""}${cell.operation}`,
      cells: [{ text: verdictOf(cell.withUserns), mark: markOf([cell]) }, { text: verdictOf(cell.withoutUserns) }],
      opens: undefined,
      cell: cell.cell,
    })),
  );
}

function markOf(cells: readonly PlayedCell[]): MatrixCell["mark"] {
  if (cells.some(({ beyond }) => beyond)) return "beyond";
  return cells.some(({ disputed }) => disputed) ? "disputed" : undefined;
}

/** As the matrix of lessons has it: `ok`, or the name of the error. */
function verdictOf({ errno }: CellVerdict): Label {
  return errno ?? "ok";
}
