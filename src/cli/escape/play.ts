import { explain } from "../../core/explain/node.ts";
import type { PodSet } from "../../core/manifest/pod-set.ts";
import type { AccessPath } from "../../core/node/escape/access-path.ts";
import { type BlastRadius, blastRadius } from "../../core/node/escape/blast-radius.ts";
import { cellName, findCell } from "../../core/node/escape/cell.ts";
import { escape as escapeFrom } from "../../core/node/escape/escape.ts";
import type { Escape, EscapeRow } from "../../core/node/escape/matrix.ts";
import { createNode, type Node, type NodeOptions } from "../../core/node/node.ts";
import { type NodePod, podsFromManifests, readPod } from "../../core/node/pod/pod.ts";
import { evidenceOf } from "../../core/releases/unread-releases.ts";
import { Failure } from "../base/failure.ts";
import { type Placing, poolOf } from "../inputs/placing.ts";
import { refusalText } from "../inputs/refusal-text.ts";
import { decisionFacts, explainedDecision } from "../output/decision.ts";
import type { CellFacts, EscapeDocument, ExplainedCell, PlayedDocument, ReachFacts } from "./json.ts";
import { questionsOf } from "./question.ts";

export interface EscapeAsked {
  /** The pod that the process gets out of. */
  readonly from: string;
  readonly container?: string;
  readonly path: AccessPath;
  readonly source?: string;
  readonly explain?: string;
}

/** Containers and mounts of all pods together: each has processes and files, and each of these a row of decisions. */
const TARGET_LIMIT = 5000;

/** More pods than any kubelet is set up for; the matrix has a row for every file and process of each. */
const POD_LIMIT = 1000;

export function play(sets: readonly PodSet[], placing: Placing, asked: EscapeAsked): EscapeDocument {
  const { from, container, path, source } = asked;
  const count = sets.reduce((sum, set) => sum + set.count, 0);
  if (count > POD_LIMIT) throw new Failure(`${count} pods are too many to compare: the limit is ${POD_LIMIT}`);
  const targets = sets.reduce((sum, { spec, count: pods }) => sum + pods * targetsIn(spec), 0);
  if (targets > TARGET_LIMIT)
    throw new Failure(`${targets} containers and mounts are too many to compare: the limit is ${TARGET_LIMIT}`);
  const node = createNode(nodeOptions(podsFromManifests(sets), placing));
  if (!node.ok) return { outcome: "refused", text: refusalText(node.error) };
  const played = escapeFrom(node.value, { pod: from, container }, path, { source });
  if (!played.ok) throw new Failure(explain(played.error));
  if (source !== undefined && !played.value.rows.some(({ target }) => target.kind.endsWith("-file")))
    throw new Failure(`nothing that is asked about lies below ${source}: there is no answer to give`);
  const { from: escaped } = played.value;
  const mapsMounts = node.value.pods.some((pod) => pod.label === escaped.pod && pod.mapsMounts);
  return {
    ...document(node.value, played.value, mapsMounts, asked),
    release: node.value.release,
    evidence: evidenceOf(node.value.release),
    pool: poolOf(placing, node.value.kubelet),
    strategy: placing.strategy,
    pods: node.value.pods.map(({ pod, range = null }) => ({ namespace: pod.namespace, name: pod.name, range })),
  };
}

function nodeOptions(pods: readonly NodePod[], { request, strategy }: Placing): NodeOptions {
  const { pool, seed, settings } = request;
  return { pods, strategy: strategy.name, seed, release: settings.release, settings, ...(pool && { pool }) };
}

function targetsIn(spec: unknown): number {
  return readPod({ name: "", spec }).containers.reduce((sum, { mounts }) => sum + 1 + mounts.length, 0);
}

type Played = Omit<PlayedDocument, "release" | "evidence" | "pool" | "strategy" | "pods">;

function document(node: Node, matrix: Escape, mapsMounts: boolean, { explain }: EscapeAsked): Played {
  const radius = blastRadius(matrix);
  return {
    outcome: radius.beyondOthers.length > 0 ? "reaches" : "contained",
    from: matrix.from,
    path: matrix.path,
    mapsMounts,
    source: matrix.source ?? null,
    reach: { withUserns: reach(radius), withoutUserns: reach(blastRadius(matrix, "withoutUserns")) },
    beyondOthers: radius.beyondOthers,
    cells: matrix.rows.map(cell),
    explained: explain === undefined ? null : explained(node, matrix, explain),
  };
}

function reach(radius: BlastRadius): ReachFacts {
  return {
    filesRead: radius.readable.length,
    filesWritten: radius.writable.length,
    filesTakenOver: radius.ownable.length,
    processesSignalled: radius.signalable.length,
    processesEntered: radius.traceable.length,
    podsBeyondOthers: radius.podsBeyondOthers.length,
  };
}

function cell(row: EscapeRow): CellFacts {
  return {
    cell: cellName(row),
    kind: row.target.kind,
    pod: row.target.pod ?? null,
    operation: row.operation,
    withUserns: decisionFacts(row.withUserns),
    withoutUserns: decisionFacts(row.withoutUserns),
    stranger: decisionFacts(row.stranger),
  };
}

function explained(node: Node, matrix: Escape, name: string): ExplainedCell {
  const row = findCell(matrix, name);
  if (row === undefined) {
    const target = matrix.rows.filter((other) => name.startsWith(other.target.name)).map(cellName);
    const hint = target.length > 0 ? `of that target there are ${target.join(", ")}` : "--json lists them all";
    throw new Failure(`no cell "${name}" on this way: ${hint}`);
  }
  const questions = questionsOf(node, matrix, row);
  return {
    cell: name,
    withUserns: explainedDecision(questions.withUserns, row.withUserns),
    withoutUserns: explainedDecision(questions.withoutUserns, row.withoutUserns),
  };
}
