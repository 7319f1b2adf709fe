import { ok, type Result } from "../../result.ts";
import { createNode, type NodeOptions } from "../node.ts";
import type { EscapeError, NodeError } from "../placement/errors.ts";
import { PLACEMENTS, type Placement } from "../placement/placement.ts";
import type { AccessPath } from "./access-path.ts";
import { type BlastRadius, blastRadius } from "./blast-radius.ts";
import { escape as playEscape } from "./escape.ts";
import type { EscapeFrom, EscapeOptions } from "./matrix.ts";

/** One placement and how far an escape reaches there. */
export interface PlacementComparison {
  /** The placement. */
  readonly placement: Placement;
  /** How far the escape reaches, or why it was not to be played through. */
  readonly result: Result<BlastRadius, NodeError | EscapeError>;
}

/**
 * Plays the same escape through for every placement.
 *
 * @param options - the node
 * @param from - the container that the escape starts from
 * @param path - the way to files
 * @param escapeOptions - what is mounted
 * @returns the placements, from the worst to the best, each with how far the escape reaches there
 * @example
 * ```ts
 * import { comparePlacements, readPod } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const pods = [readPod({ name: "a", spec }), readPod({ name: "b", spec })];
 * comparePlacements({ pods }, { pod: "a" }, "fd").map(({ placement, result }) => [
 *   placement,
 *   result.ok && result.value.beyondOthers.length > 0,
 * ]);
 * // => [
 * //   ["host-users", true],
 * //   ["shared-range", true],
 * //   ["overlapping-ranges", true],
 * //   ["kubelet", false],
 * // ]
 * ```
 */
export function comparePlacements(
  options: Omit<NodeOptions, "placement">,
  from: EscapeFrom,
  path: AccessPath,
  escapeOptions: EscapeOptions = {},
): readonly PlacementComparison[] {
  return PLACEMENTS.map((placement) => ({
    placement,
    result: radiusOn({ ...options, placement }, from, path, escapeOptions),
  }));
}

function radiusOn(
  options: NodeOptions,
  from: EscapeFrom,
  path: AccessPath,
  escapeOptions: EscapeOptions,
): PlacementComparison["result"] {
  const node = createNode(options);
  if (!node.ok) return node;
  const played = playEscape(node.value, from, path, escapeOptions);
  return played.ok ? ok(blastRadius(played.value)) : played;
}
