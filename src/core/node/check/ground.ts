import { type Collisions, collisionsWith } from "./collisions.ts";
import type { NodeToCheck } from "./node-to-check.ts";
import { type NodePool, nodePool } from "./pool.ts";
import { checkStart, type StartCheck } from "./start.ts";

/** What follows from a kubelet's settings and the files of subordinate IDs, whatever else is known of the node. */
export interface Ground {
  readonly start: StartCheck;
  readonly pool: NodePool | null;
  readonly collisions: Collisions;
}

export type GroundOf = (node: NodeToCheck) => Ground;

export function groundOf(node: NodeToCheck): Ground {
  const { kubelet, assumed = [], subordinateFiles = [] } = node;
  const pool = nodePool(kubelet);
  return {
    start: checkStart(node),
    pool,
    collisions: pool === null ? { slots: 0, findings: [] } : collisionsWith(subordinateFiles, pool, assumed),
  };
}

/**
 * The same, and one object for all nodes that share files and settings: a file may have as many owners as there are nodes.
 * Files, and settings that are objects, are the same where they are the same object.
 */
export function rememberingGround(): GroundOf {
  const known = new Map<string, Ground>();
  const numbers = new Map<object, number>();
  return (node) => {
    const { kubelet, assumed, subordinateFiles } = node;
    const settings = Object.entries(kubelet).map(([name, value]) => `${name} ${textOf(value)}`);
    const key = [textOf(subordinateFiles), assumed?.join(), ...settings.sort()].join("\n");
    const ground = known.get(key) ?? groundOf(node);
    known.set(key, ground);
    return ground;
  };

  function textOf(value: unknown): string {
    if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return `#${number}`;
  }
}
