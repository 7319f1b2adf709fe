import { expectObject, expectOneOf, expectText } from "../../misuse/misuse.ts";
import { FILE_OPERATIONS, PROCESS_OPERATIONS } from "../host/operations.ts";
import { expectMatrix } from "./expect-escape.ts";
import type { Escape, EscapeRow, Verdict } from "./matrix.ts";

/**
 * Names a cell of the matrix.
 *
 * @param row - one row of the matrix
 * @returns the name of the target and the operation: `/etc/shadow:read`, `pod-b/main:signal`, `pod-b/main:/tmp/secret:read`
 */
export function cellName(row: Pick<EscapeRow<Verdict>, "target" | "operation">): string {
  expectObject("cellName", "row", row, "a row of a matrix, { target, operation }");
  expectObject("cellName", "target", row.target, "an object { name }");
  expectText("cellName", "target.name", row.target.name);
  expectOneOf("cellName", "operation", row.operation, [...FILE_OPERATIONS, ...PROCESS_OPERATIONS]);
  return nameOf(row);
}

export function nameOf({ target, operation }: Pick<EscapeRow<Verdict>, "target" | "operation">): string {
  return `${target.name}:${operation}`;
}

/**
 * Finds a row of the matrix by its name.
 *
 * @typeParam Cell - what stands in the cells
 * @param matrix - what {@link escape} or {@link escapeMatrix} gave
 * @param name - the name, as {@link cellName} gives it
 * @returns the row; `undefined` when there is none
 * @example
 * ```ts
 * import { createNode, escape, findCell, readPod } from "userns-sim/node";
 *
 * const node = createNode({ pods: [readPod({ name: "a", spec: { containers: [{ name: "main" }] } })] });
 * const walk = node.ok ? escape(node.value, { pod: "a" }, "walk") : node;
 * walk.ok && findCell(walk.value, "/etc/passwd:write")?.withUserns.decidedBy; // => "owner-bits"
 * ```
 */
export function findCell<Cell extends Verdict>(matrix: Escape<Cell>, name: string): EscapeRow<Cell> | undefined {
  expectMatrix("findCell", matrix);
  expectText("findCell", "name", name);
  return matrix.rows.find((row) => nameOf(row) === name);
}
