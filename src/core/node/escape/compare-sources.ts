import { ok, type Result } from "../../result.ts";
import { expectNodeOptions } from "../expect-node-options.ts";
import { createNode, type NodeOptions } from "../node.ts";
import type { EscapeError, NodeError } from "../placement/errors.ts";
import { type RangeSource, rangeSources } from "../placement/range-sources.ts";
import type { AccessPath } from "./access-path.ts";
import { type BlastRadius, blastRadius } from "./blast-radius.ts";
import { escapeMatrix } from "./escape.ts";
import { expectWay } from "./expect-escape.ts";
import type { EscapeFrom, EscapeOptions } from "./matrix.ts";

/** Who gave the ranges, and how far an escape reaches then. */
export interface SourceComparison {
  /** Who gave the ranges. */
  readonly strategy: RangeSource;
  /** How far the escape reaches, or why it was not to be played through. */
  readonly result: Result<BlastRadius, NodeError | EscapeError>;
}

/**
 * Plays the same escape through, whoever gives the ranges.
 *
 * @param options - the node
 * @param from - the container that the escape starts from
 * @param path - the way to files
 * @param escapeOptions - what is mounted
 * @returns all of {@link rangeSources} in their order, each with how far the escape reaches there
 * @throws TypeError and RangeError as {@link createNode} does.
 * @example
 * ```ts
 * import { compareSources, readPod } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const pods = [readPod({ name: "a", spec }), readPod({ name: "b", spec })];
 * const compared = compareSources({ pods }, { pod: "a" }, "fd");
 * const reaching = compared.filter(({ result }) => result.ok && result.value.beyondOthers.length > 0);
 * reaching.map(({ strategy }) => strategy); // => ["host-users", "shared-range", "overlapping-ranges"]
 * ```
 */
export function compareSources(
  options: Omit<NodeOptions, "strategy" | "kubelet" | "allocations">,
  from: EscapeFrom,
  path: AccessPath,
  escapeOptions: EscapeOptions = {},
): readonly SourceComparison[] {
  expectNodeOptions("compareSources", options);
  expectWay("compareSources", from, path, escapeOptions);
  return rangeSources().map((strategy) => ({
    strategy,
    result: radiusOn({ ...options, strategy }, from, path, escapeOptions),
  }));
}

function radiusOn(
  options: NodeOptions,
  from: EscapeFrom,
  path: AccessPath,
  escapeOptions: EscapeOptions,
): SourceComparison["result"] {
  const node = createNode(options);
  if (!node.ok) return node;
  const played = escapeMatrix(node.value, from, path, escapeOptions);
  return played.ok ? ok(blastRadius(played.value)) : played;
}
