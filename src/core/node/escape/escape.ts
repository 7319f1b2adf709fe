import { expectText } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import type { Node } from "../node.ts";
import type { EscapeError } from "../placement/errors.ts";
import type { AccessPath } from "./access-path.ts";
import { escaped, strangerLike } from "./actor.ts";
import { nameOf } from "./cell.ts";
import { expectNode, expectWay } from "./expect-escape.ts";
import { findContainer, findPod } from "./find-pod.ts";
import { FAST, type Form, TRACED } from "./form.ts";
import type { Escape, EscapeFrom, EscapeOptions, EscapeRow, EscapeTarget, Verdict } from "./matrix.ts";
import { type Columns, fileRows, processRows } from "./rows.ts";
import { fileTargets, processTargets } from "./targets.ts";

/**
 * Plays through what a process of a container can do once it got out: on the host and in every other pod, with and without
 * user namespaces side by side.
 *
 * That it got out, and by which fault, is taken for granted, and so is that it sees the processes. What is asked is what the
 * kernel lets it do then. The process stays as it is: what it could do as another of its pod's users is asked for signals
 * alone, see {@link ProcessOperation}.
 *
 * Every decision comes with its steps, which is much where there are many pods: {@link escapeMatrix} leaves them out, and
 * {@link escapeCell} gives those of one cell.
 *
 * @param node - the pods and their host, as `createNode` put them
 * @param from - the container that it starts from
 * @param path - the way to files; processes are reached the same on each
 * @param options - what is mounted
 * @returns the matrix with a decision in each cell, or why there is no such container
 * @throws TypeError for what is no node, no way, or no name.
 * @example
 * ```ts
 * import { createNode, escape, findCell, readPod } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const node = createNode({ pods: [readPod({ name: "a", spec }), readPod({ name: "b", spec })] });
 * const walk = node.ok ? escape(node.value, { pod: "a" }, "walk") : node;
 * const cell = walk.ok ? findCell(walk.value, "/etc/shadow:read") : undefined;
 * [cell?.withUserns.errno, cell?.withUserns.decidedBy, cell?.withoutUserns.allowed];
 * // => ["EACCES", "capability-over-inode", true]
 * ```
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the deprecated global is for URLs, and nobody misses it here
export function escape(
  node: Node,
  from: EscapeFrom,
  path: AccessPath,
  options: EscapeOptions = {},
): Result<Escape, EscapeError> {
  expectNode("escape", node);
  expectWay("escape", from, path, options);
  return matrix(TRACED, node, from, path, options);
}

/**
 * Gives the matrix of {@link escape} without the steps: in each cell whether it is allowed, the errno, and whether the
 * sources agree. About ten times as fast, for many pods and for fuzzing.
 *
 * @param node - the pods and their host, as `createNode` put them
 * @param from - the container that it starts from
 * @param path - the way to files; processes are reached the same on each
 * @param options - what is mounted
 * @returns the matrix with a verdict in each cell, or why there is no such container
 * @throws TypeError for what is no node, no way, or no name.
 * @example
 * ```ts
 * import { blastRadius, createNode, escapeMatrix, findCell, readPod } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const node = createNode({ pods: [readPod({ name: "a", spec }), readPod({ name: "b", spec })] });
 * const walk = node.ok ? escapeMatrix(node.value, { pod: "a" }, "walk") : node;
 * walk.ok && findCell(walk.value, "b/main:signal")?.withUserns; // => { allowed: false, errno: "EPERM" }
 * walk.ok && blastRadius(walk.value, "withoutUserns").pods; // => ["b"]
 * ```
 */
export function escapeMatrix(
  node: Node,
  from: EscapeFrom,
  path: AccessPath,
  options: EscapeOptions = {},
): Result<Escape<Verdict>, EscapeError> {
  expectNode("escapeMatrix", node);
  expectWay("escapeMatrix", from, path, options);
  return matrix(FAST, node, from, path, options);
}

/**
 * Plays through one cell of the matrix of {@link escape}, with the steps of its decisions.
 *
 * @param node - the pods and their host, as `createNode` put them
 * @param from - the container that it starts from
 * @param path - the way to files; processes are reached the same on each
 * @param cell - the name of the cell, as {@link cellName} gives it
 * @param options - what is mounted
 * @returns the row that {@link escape} has there; or why there is no such container, or no such cell
 * @throws TypeError for what is no node, no way, or no name.
 * @example
 * ```ts
 * import { createNode, escapeCell, explain, readPod } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const node = createNode({ pods: [readPod({ name: "a", spec }), readPod({ name: "b", spec })] });
 * const cell = node.ok ? escapeCell(node.value, { pod: "a" }, "walk", "b/main:signal") : node;
 * cell.ok && cell.value.withUserns.decidedBy; // => "capability-reach"
 * const none = node.ok ? escapeCell(node.value, { pod: "a" }, "walk", "b/main:read") : node;
 * none.ok ? "" : explain(none.error).slice(0, 44); // => "There is no cell \"b/main:read\" on this way. "
 * ```
 */
export function escapeCell(
  node: Node,
  from: EscapeFrom,
  path: AccessPath,
  cell: string,
  options: EscapeOptions = {},
): Result<EscapeRow, EscapeError> {
  expectNode("escapeCell", node);
  expectWay("escapeCell", from, path, options);
  expectText("escapeCell", "cell", cell);
  const opened = openEscape(node, from, path, options);
  if (!opened.ok) return opened;
  const rows = rowsOf(TRACED, node, opened.value, ({ name }) => cell.startsWith(`${name}:`));
  const row = rows.find((each) => nameOf(each) === cell);
  return row === undefined ? err({ code: "cell-unknown", cell, known: rows.map(nameOf) }) : ok(row);
}

/** Who escapes, and as whom it is asked in each column. */
interface Opened {
  /** The place of its pod among those of the node. */
  readonly index: number;
  readonly columns: Columns;
  readonly from: Escape["from"];
}

function openEscape(
  node: Node,
  from: EscapeFrom,
  path: AccessPath,
  { source }: EscapeOptions,
): Result<Opened, EscapeError> {
  const pod = findPod(node, from.pod);
  if (!pod.ok) return pod;
  const index = pod.value;
  const container = findContainer(node, index, from.container);
  if (!container.ok) return container;
  const { withUserns, withoutUserns } = container.value;
  const actor = escaped(withUserns.pod, withUserns.container, path, source, node.kernel);
  return ok({
    index,
    columns: {
      withUserns: actor,
      withoutUserns: escaped(withoutUserns.pod, withoutUserns.container, path, source, node.kernel),
      stranger: strangerLike(actor),
    },
    from: { pod: withUserns.pod.label, container: withUserns.container.container.name },
  });
}

function matrix<Cell extends Verdict>(
  ask: Form<Cell>,
  node: Node,
  from: EscapeFrom,
  path: AccessPath,
  options: EscapeOptions,
): Result<Escape<Cell>, EscapeError> {
  const opened = openEscape(node, from, path, options);
  if (!opened.ok) return opened;
  return ok({
    from: opened.value.from,
    path,
    source: options.source,
    columns: ["with user namespaces", "without"],
    rows: rowsOf(ask, node, opened.value, () => true),
  });
}

function rowsOf<Cell extends Verdict>(
  ask: Form<Cell>,
  node: Node,
  { index, columns }: Opened,
  isAsked: (target: EscapeTarget) => boolean,
): readonly EscapeRow<Cell>[] {
  const rows: EscapeRow<Cell>[] = [];
  for (const each of fileTargets(node, index, columns.withUserns.path))
    if (isAsked(each.target)) rows.push(...fileRows(ask, columns, each));
  for (const each of processTargets(node, index))
    if (isAsked(each.target)) rows.push(...processRows(ask, columns, each));
  return rows;
}
