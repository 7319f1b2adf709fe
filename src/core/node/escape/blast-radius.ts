import { expectOneOf } from "../../misuse/misuse.ts";
import type { Operation } from "../host/operations.ts";
import { nameOf } from "./cell.ts";
import { expectMatrix } from "./expect-escape.ts";
import type { Escape, EscapeRow, Verdict } from "./matrix.ts";

/** How far an escape reaches: the names behind the numbers. */
export interface BlastRadius {
  /** The files that can be read. */
  readonly readable: readonly string[];
  /** The files that can be written, and the sockets that can be connected to. */
  readonly writable: readonly string[];
  /** The files that can be executed. */
  readonly executable: readonly string[];
  /** The files that can be taken over: given another owner or mode, or removed. */
  readonly ownable: readonly string[];
  /** The processes that can be signalled, as the process is or as a user it can become. */
  readonly signalable: readonly string[];
  /** The processes that can be looked into or entered: traced, their environment read, their root followed, their namespace joined. */
  readonly traceable: readonly string[];
  /** The processes whose limits can be changed. */
  readonly limitable: readonly string[];
  /** The other pods of which a file or a process is among these. */
  readonly pods: readonly string[];
  /** Those of them in which something is reached that a stranger does not reach. */
  readonly podsBeyondOthers: readonly string[];
  /** The names of the cells that are allowed here and refused to a stranger. */
  readonly beyondOthers: readonly string[];
  /** The names of the cells on which the sources do not agree. */
  readonly disputed: readonly string[];
}

/**
 * Tells how far an escape reaches.
 *
 * @param matrix - what {@link escape} or {@link escapeMatrix} gave
 * @param column - the node as it is, or without user namespaces; as it is unless given
 * @returns the names of what is reached, in the order of the rows, each once. The container's own files do not count
 * @example
 * ```ts
 * import { blastRadius, createNode, escape, readPod } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const node = createNode({ pods: [readPod({ name: "a", spec }), readPod({ name: "b", spec })] });
 * const walk = node.ok ? escape(node.value, { pod: "a" }, "walk") : node;
 * walk.ok && blastRadius(walk.value).pods; // => []
 * walk.ok && blastRadius(walk.value, "withoutUserns").pods; // => ["b"]
 * ```
 */
export function blastRadius(
  matrix: Escape<Verdict>,
  column: "withUserns" | "withoutUserns" = "withUserns",
): BlastRadius {
  expectMatrix("blastRadius", matrix);
  expectOneOf("blastRadius", "column", column, ["withUserns", "withoutUserns"]);
  const { rows } = matrix;
  const reached = rows.filter((row) => row.target.kind !== "own-file" && row[column].allowed);
  const beyond = reached.filter(({ stranger }) => !stranger.allowed);
  const names = (...operations: readonly Operation[]): readonly string[] =>
    once(reached.filter(({ operation }) => operations.includes(operation)).map(({ target }) => target.name));
  return {
    readable: names("read"),
    writable: names("write", "connect"),
    executable: names("execute"),
    ownable: names("chown", "chmod", "unlink"),
    signalable: names("signal", "signal-as"),
    traceable: names("trace", "environ", "root", "setns"),
    limitable: names("limits"),
    pods: podsOf(reached),
    podsBeyondOthers: podsOf(beyond),
    beyondOthers: cells(beyond),
    disputed: cells(rows.filter((row) => row[column].disputed !== undefined)),
  };
}

function podsOf(rows: readonly EscapeRow<Verdict>[]): readonly string[] {
  return once(rows.flatMap(({ target }) => target.pod ?? []));
}

function cells(rows: readonly EscapeRow<Verdict>[]): readonly string[] {
  return rows.map(nameOf);
}

function once(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
