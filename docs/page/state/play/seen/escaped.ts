import { cellName, type Escape, escapeMatrix, leadsThroughMount, type Verdict } from "userns-sim/node";
import { inBoth, sayNode } from "../in-both.ts";
import type { EscapeQuestion } from "../play.ts";
import type {
  AskedRow,
  CellVerdict,
  EscapeChoice,
  PlayedCell,
  PlayedEscape,
  PlayedPodRow,
  PlayedTarget,
} from "../shown.ts";
import type { Happened } from "../world/happened.ts";

/** Lets a container escape, and sees what it reaches. */
export function escaped({ node, pods }: Happened, question: EscapeQuestion): PlayedEscape {
  const { path, source } = question;
  const takesSource = leadsThroughMount(path);
  const from = (node?.pods ?? []).flatMap(({ label, pod, containers }): readonly EscapeChoice[] =>
    containers.map(({ container }) => ({
      pod: pod.uid,
      container: container.name,
      label: `${label}/${container.name}`,
    })),
  );
  const none: PlayedEscape = {
    from,
    chosen: null,
    path,
    takesSource,
    refused: null,
    host: [],
    pods: [],
  };
  const pod = question.pod === "" ? from[0]?.pod : question.pod;
  if (node === null || pod === undefined) return { ...none, refused: inBoth((words) => words.nothingRuns) };
  const container = question.container === "" ? undefined : question.container;
  const matrix = escapeMatrix(node, { pod, container }, path, sourceOf(question));
  if (!matrix.ok) return { ...none, refused: sayNode(matrix.error) };
  const { value } = matrix;
  const chosen = from.find((choice) => choice.pod === pod && choice.container === value.from.container) ?? null;
  const isBelow = !takesSource || source === "" || value.rows.some(({ target }) => target.kind.endsWith("-file"));
  const rowsOf = rowsByPod(value);
  const running = new Set(node.pods.map((each) => each.pod.uid));
  return {
    ...none,
    chosen,
    refused: isBelow ? null : inBoth((words) => words.nothingBelow(source)),
    host: targetsOf(rowsOf.get(undefined) ?? []),
    pods: pods.flatMap(({ uid, label }): readonly PlayedPodRow[] => {
      const rows = rowsOf.get(label);
      return rows === undefined || !running.has(uid) ? [] : [podRow(uid, label, rows)];
    }),
  };
}

/** What is mounted, where it matters. */
export function sourceOf({ path, source }: EscapeQuestion): { readonly source?: string } {
  return leadsThroughMount(path) && source !== "" ? { source } : {};
}

function rowsByPod({ rows }: Escape<Verdict>): ReadonlyMap<string | undefined, readonly AskedRow[]> {
  const found = new Map<string | undefined, AskedRow[]>();
  for (const row of rows) {
    const { pod } = row.target;
    const own = found.get(pod);
    if (own === undefined) found.set(pod, [row]);
    else own.push(row);
  }
  return found;
}

function podRow(pod: string, label: string, rows: readonly AskedRow[]): PlayedPodRow {
  const count = (column: "withUserns" | "withoutUserns") => rows.filter((row) => row[column].allowed).length;
  return {
    pod,
    label,
    withUserns: count("withUserns"),
    withoutUserns: count("withoutUserns"),
    of: rows.length,
    beyond: rows.some(isBeyond),
    rows,
  };
}

/** The rows of a target stand together. */
export function targetsOf(rows: readonly AskedRow[]): readonly PlayedTarget[] {
  const targets: { name: string; kind: PlayedTarget["kind"]; cells: PlayedCell[] }[] = [];
  for (const row of rows) {
    const { name, kind } = row.target;
    const last = targets.at(-1);
    if (last !== undefined && last.name === name && last.kind === kind) last.cells.push(cellOf(row));
    else targets.push({ name, kind, cells: [cellOf(row)] });
  }
  return targets;
}

function cellOf(row: AskedRow): PlayedCell {
  const { operation, withUserns, withoutUserns } = row;
  return {
    cell: cellName(row),
    operation,
    withUserns: verdictOf(withUserns),
    withoutUserns: verdictOf(withoutUserns),
    beyond: isBeyond(row),
    disputed: withUserns.disputed !== undefined,
  };
}

function isBeyond({ target, withUserns, stranger }: AskedRow): boolean {
  return target.kind !== "own-file" && withUserns.allowed && !stranger.allowed;
}

function verdictOf({ allowed, errno }: Verdict): CellVerdict {
  return { allowed, errno: errno ?? null };
}
