import type { FoundRange } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { ExploreStep } from "./bounds.ts";

/** A step that is tried in every state. */
export interface Trial {
  readonly kind: ExploreStep;
  readonly step: HistoryStep;
  /** The number of the pod; -1 for none. */
  readonly pod: number;
}

/** Lists the steps to try; each slot of the pool is restored. */
export function trialsOf(
  pool: HistoryPool,
  pods: readonly string[],
  kinds: readonly ExploreStep[],
  maxSlotsPerPod: number,
): readonly Trial[] {
  const { idsPerPod } = pool;
  const has = (kind: ExploreStep, steps: readonly HistoryStep[]): readonly HistoryStep[] =>
    kinds.includes(kind) ? steps : [];
  const restart = has("restart", [{ op: "restart" }]);
  const ofPods = pods.map((podUid) => [
    ...has("allocate", [
      { op: "allocate", podUid },
      ...sizes(idsPerPod, maxSlotsPerPod).map((more) => ({ op: "allocate", podUid, size: more }) as const),
    ]),
    ...has("restore", restores(pool, podUid, maxSlotsPerPod)),
    ...has("release", [{ op: "release", podUid }]),
    ...has("loseRecord", [{ op: "loseRecord", podUid }]),
  ]);
  const trial = (step: HistoryStep, pod: number): Trial => ({ kind: step.op as ExploreStep, step, pod });
  return [
    ...ofPods.flatMap((steps, pod) => steps.map((step) => trial(step, pod))),
    ...restart.map((step) => trial(step, -1)),
  ];
}

/** Tells whether a restore can only be refused, because the pod has something else or somebody has the range. */
export function isHopeless(
  range: FoundRange,
  own: readonly FoundRange[] | undefined,
  taken: readonly FoundRange[],
): boolean {
  if (own !== undefined)
    return !(own.length === 1 && own.every(({ start, size }) => start === range.start && size === range.size));
  return taken.some(({ start, size }) => start < range.start + range.size && range.start < start + size);
}

/** Every run of one slot to so many. */
function restores({ start, size, idsPerPod }: HistoryPool, podUid: string, most: number): readonly HistoryStep[] {
  const slots = size / idsPerPod;
  return Array.from({ length: most }, (_, more) => (more + 1) * idsPerPod).flatMap((length) =>
    Array.from({ length: Math.max(slots + 1 - length / idsPerPod, 0) }, (_, slot) => {
      return { op: "restore", podUid, start: start + slot * idsPerPod, size: length } as const;
    }),
  );
}

function sizes(idsPerPod: number, most: number): readonly number[] {
  return Array.from({ length: most - 1 }, (_, more) => (more + 2) * idsPerPod);
}
