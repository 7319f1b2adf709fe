import type { AccessPath } from "../../core/node/escape/access-path.ts";
import type { EscapeTarget } from "../../core/node/escape/matrix.ts";
import type { Operation } from "../../core/node/host/operations.ts";
import type { Release } from "../../core/releases/releases.ts";
import type { StrategyFacts } from "../inputs/placing.ts";
import type { PoolFacts } from "../inputs/pool.ts";
import type { DecisionFacts, ExplainedDecision } from "../output/decision.ts";

/** What `userns-sim escape --json` prints. A property that does not apply is null, never left out. */
export type EscapeDocument = PlayedDocument | RefusedDocument;

export interface PlayedDocument {
  /** `reaches` where something is allowed that a stranger may not do, exit code 1; else `contained`. */
  readonly outcome: "contained" | "reaches";
  readonly from: { readonly pod: string; readonly container: string };
  readonly path: AccessPath;
  /** Whether mounts get the map of the pod, as they do from 1.27 on where it has a user namespace of its own. */
  readonly mapsMounts: boolean;
  /** The mounted directory or file of the host, where one was named. */
  readonly source: string | null;
  /** The release of Kubernetes, which decides what is done with mounts. */
  readonly release: Release;
  /** Whether somebody read the source of the release; if not, the newest before it that was read stands in. */
  readonly evidence: "read" | "not read";
  /** Null where nobody hands out ranges. */
  readonly pool: PoolFacts | null;
  readonly strategy: StrategyFacts;
  /** The pods in the order of the input, with their ranges; null for host users. */
  readonly pods: readonly RangeFacts[];
  /** How far it reaches, with user namespaces and without. */
  readonly reach: { readonly withUserns: ReachFacts; readonly withoutUserns: ReachFacts };
  /** The names of the cells that are allowed with user namespaces and refused to a stranger. */
  readonly beyondOthers: readonly string[];
  /** The cells, the host's first, then those of the other pods. */
  readonly cells: readonly CellFacts[];
  readonly explained: ExplainedCell | null;
}

export interface RangeFacts {
  readonly namespace: string;
  readonly name: string;
  readonly range: { readonly start: number; readonly size: number } | null;
}

/** How far an escape reaches, in numbers. */
export interface ReachFacts {
  readonly filesRead: number;
  /** Files that can be written, and sockets that can be connected to. */
  readonly filesWritten: number;
  /** Files that can be given another owner or mode, or removed. */
  readonly filesTakenOver: number;
  readonly processesSignalled: number;
  /** Processes that can be looked into or entered. */
  readonly processesEntered: number;
  /** Other pods in which something is reached that a stranger does not reach. */
  readonly podsBeyondOthers: number;
}

/** One operation on one target. */
export interface CellFacts {
  /** Its name, as `--explain` takes it. */
  readonly cell: string;
  /** What kind of thing the target is. */
  readonly kind: EscapeTarget["kind"];
  readonly pod: string | null;
  readonly operation: Operation;
  /** On the node as it is. */
  readonly withUserns: DecisionFacts;
  /** With all pods in the host's user namespace. */
  readonly withoutUserns: DecisionFacts;
  /** For a process that owns nothing. */
  readonly stranger: DecisionFacts;
}

export interface ExplainedCell {
  readonly cell: string;
  /** On the node as it is. */
  readonly withUserns: ExplainedDecision;
  /** With all pods in the host's user namespace. */
  readonly withoutUserns: ExplainedDecision;
}

/** The pods cannot be placed; exit code 1. */
export interface RefusedDocument {
  readonly outcome: "refused";
  /** Why, in English. */
  readonly text: string;
}
