import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import type { AccessPath } from "../../../../src/core/node/escape/access-path.ts";
import { findCell } from "../../../../src/core/node/escape/cell.ts";
import { escape as playEscape } from "../../../../src/core/node/escape/escape.ts";
import type { Escape, EscapeOptions } from "../../../../src/core/node/escape/matrix.ts";
import { createNode, type Node, type NodeOptions } from "../../../../src/core/node/node.ts";
import type { PlacedContainer, PlacedPod } from "../../../../src/core/node/placement/placed-pod.ts";
import { type NodePod, readPod } from "../../../../src/core/node/pod/pod.ts";
import { unwrap } from "../../../../src/core/result.ts";

/** What differs from a pod of one root container in a user namespace. */
export interface PodTraits {
  readonly uid?: string;
  readonly namespace?: string;
  readonly hostUsers?: boolean;
  readonly hostNetwork?: boolean;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly security?: Readonly<Record<string, unknown>>;
  readonly volume?: Readonly<Record<string, unknown>>;
  readonly containers?: readonly unknown[];
}

/** A pod of one container, `main`, that mounts its volume, if it has one, at `/data`. */
export function pod(name: string, traits: PodTraits = {}): NodePod {
  const { uid, namespace = "default", hostUsers = false, hostNetwork, context, security, volume, containers } = traits;
  const mounts = volume === undefined ? {} : { volumeMounts: [{ name: "data", mountPath: "/data" }] };
  return readPod({
    uid,
    namespace,
    name,
    spec: {
      hostUsers,
      hostNetwork,
      securityContext: context,
      volumes: volume === undefined ? [] : [{ name: "data", ...volume }],
      containers: containers ?? [{ name: "main", securityContext: security, ...mounts }],
    },
  });
}

/** The node with some pods. */
export function nodeWith(pods: readonly NodePod[], options: Omit<NodeOptions, "pods"> = {}): Node {
  return unwrap(createNode({ ...options, pods }));
}

/** The matrix of an escape from the pod `a`. */
export function played(node: Node, path: AccessPath, options?: EscapeOptions): Escape {
  return unwrap(playEscape(node, { pod: "a" }, path, options));
}

/** `OK` or the error, with a question mark where the sources do not agree. */
export function told(decision: Decision<unknown> | undefined): string {
  if (decision === undefined) return "no such cell";
  return `${decision.errno ?? "OK"}${decision.disputed === undefined ? "" : "?"}`;
}

/** What a cell says with user namespaces, without, and to a stranger. */
export function cell(matrix: Escape, name: string): readonly [string, string, string] {
  const row = findCell(matrix, name);
  return [told(row?.withUserns), told(row?.withoutUserns), told(row?.stranger)];
}

/** The read and write cells of files in one column. */
export function readWrite(
  matrix: Escape,
  files: readonly string[],
  column: "withUserns" | "withoutUserns" = "withUserns",
): Readonly<Record<string, readonly [string, string]>> {
  return Object.fromEntries(
    files.map((file) => [
      file,
      [told(findCell(matrix, `${file}:read`)?.[column]), told(findCell(matrix, `${file}:write`)?.[column])],
    ]),
  );
}

/** A pod of a node, by its label. */
export function podOf(node: Node, label: string): PlacedPod {
  const found = node.pods.find((each) => each.label === label);
  if (found === undefined) throw new Error(`there is no pod ${label}`);
  return found;
}

/** The first container of a pod of a node. */
export function mainOf(node: Node, label: string): PlacedContainer {
  const [first] = podOf(node, label).containers;
  if (first === undefined) throw new Error(`${label} has no container`);
  return first;
}
