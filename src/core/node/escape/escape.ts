import { ok, type Result } from "../../result.ts";
import type { Node } from "../node.ts";
import type { EscapeError } from "../placement/errors.ts";
import type { AccessPath } from "./access-path.ts";
import { escaped, strangerLike } from "./actor.ts";
import { findContainer, findPod } from "./find-pod.ts";
import type { Escape, EscapeFrom, EscapeOptions } from "./matrix.ts";
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
 * @param node - the pods and their host, as `createNode` put them
 * @param from - the container that it starts from
 * @param path - the way to files; processes are reached the same on each
 * @param options - what is mounted
 * @returns the matrix, or why there is no such container
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
  const { source } = options;
  const pod = findPod(node, from.pod);
  if (!pod.ok) return pod;
  const index = pod.value;
  const container = findContainer(node, index, from.container);
  if (!container.ok) return container;
  const { withUserns, withoutUserns } = container.value;
  const actor = escaped(withUserns.pod, withUserns.container, path, source, node.kernel);
  const columns: Columns = {
    withUserns: actor,
    withoutUserns: escaped(withoutUserns.pod, withoutUserns.container, path, source, node.kernel),
    stranger: strangerLike(actor),
  };
  return ok({
    from: { pod: withUserns.pod.label, container: withUserns.container.container.name },
    path,
    source,
    columns: ["with user namespaces", "without"],
    rows: [
      ...fileTargets(node, index, path).flatMap((target) => fileRows(columns, target)),
      ...processTargets(node, index).flatMap((target) => processRows(columns, target)),
    ],
  });
}
