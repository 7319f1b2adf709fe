import type { Escape, EscapeRow, Verdict } from "./matrix.ts";

/**
 * Names a cell of the matrix.
 *
 * @param row - one row of the matrix
 * @returns the name of the target and the operation: `/etc/shadow:read`, `pod-b/main:signal`, `pod-b/main:/tmp/secret:read`
 */
export function cellName({ target, operation }: Pick<EscapeRow<Verdict>, "target" | "operation">): string {
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
  return matrix.rows.find((row) => cellName(row) === name);
}
