import type { EscapeTarget } from "../../core/node/escape/matrix.ts";
import type { FileOperation, Operation, ProcessOperation } from "../../core/node/host/operations.ts";
import type { DecisionFacts } from "../output/decision.ts";
import type { CellFacts } from "./json.ts";

/** The letter of an operation on a file, in the order of the columns. */
const FILE_LETTERS: Readonly<Record<FileOperation, string>> = {
  read: "r",
  write: "w",
  execute: "x",
  connect: "c",
  chown: "o",
  chmod: "m",
  unlink: "d",
};

/** The letter of an operation on a process, in the order of the columns. */
const PROCESS_LETTERS: Readonly<Record<ProcessOperation, string>> = {
  signal: "k",
  "signal-as": "K",
  trace: "t",
  environ: "e",
  root: "/",
  limits: "l",
  setns: "n",
};

/** What the letters mean. */
export const LETTERS_EXPLAINED = {
  files: "r read, w write, x execute, c connect, o chown, m chmod, d delete",
  processes:
    "k signal, K signal as a user it can become, t trace, e environ, / root directory, l limits, n join its namespace",
};

/** A letter for each operation that is allowed, and a dash for what is refused. */
export function letters(cells: readonly CellFacts[], of: (cell: CellFacts) => DecisionFacts): string {
  const table: Partial<Record<Operation, string>> = isProcess(cells[0]?.kind) ? PROCESS_LETTERS : FILE_LETTERS;
  return Object.entries(table)
    .map(([operation, letter]) => {
      const cell = cells.find((each) => each.operation === operation);
      return cell !== undefined && of(cell).allowed ? letter : "-";
    })
    .join("");
}

export function isProcess(kind: EscapeTarget["kind"] | undefined): boolean {
  return kind === "host-process" || kind === "pod-process";
}
