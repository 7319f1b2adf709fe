import type { AccessPath } from "../../src/core/node/escape/access-path.ts";
import { createNode, type Node } from "../../src/core/node/node.ts";
import { readPod } from "../../src/core/node/pod/pod.ts";
import { unwrap } from "../../src/core/result.ts";
import type { Cell } from "../support/suite.ts";

export interface Scene {
  readonly node: Node;
  readonly path: AccessPath;
}

/** A node full of pods with a user namespace and one container each, of which the first escapes. */
export function scene({ pods, path }: Cell): Scene {
  const spec = { hostUsers: false, containers: [{ name: "main" }] };
  const all = Array.from({ length: Number(pods) }, (_, index) => readPod({ name: `pod-${index}`, spec }));
  return { node: unwrap(createNode({ pods: all })), path: path as AccessPath };
}

export const ATTACKER = { pod: "pod-0" };
