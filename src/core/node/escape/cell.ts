import type { Escape, EscapeRow } from "./matrix.ts";

/**
 * Names a cell of the matrix.
 *
 * @param row - one row of the matrix
 * @returns the name of the target and the operation: `/etc/shadow:read`, `pod-b/main:signal`, `pod-b/main:/tmp/secret:read`
 */
export function cellName({ target, operation }: EscapeRow): string {
  return `${target.name}:${operation}`;
}

/**
 * Finds a row of the matrix by its name.
 *
 * @param matrix - what {@link escape} gave
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
export function findCell(matrix: Escape, name: string): EscapeRow | undefined {
  return matrix.rows.find((row) => cellName(row) === name);
}
