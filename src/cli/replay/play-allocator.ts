import { createPool, type Pool } from "../../core/allocate/pool/pool.ts";
import type { Allocations } from "../../core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../core/allocate/state/empty-allocations.ts";
import { allocatedSlots } from "../../core/allocate/state/queries.ts";
import { allocate } from "../../core/allocate/steps/allocate.ts";
import type { Allocated } from "../../core/allocate/steps/allocated.ts";
import { release } from "../../core/allocate/steps/release.ts";
import { restore } from "../../core/allocate/steps/restore.ts";
import { randomScan } from "../../core/allocate/strategies/random-scan.ts";
import { STRATEGIES } from "../../core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { explain } from "../../core/explain/main.ts";
import { drawInt } from "../../core/random/random.ts";
import { Failure } from "../base/failure.ts";
import { rangeText } from "../base/words.ts";
import { differenceOf } from "../trace/compare.ts";
import type { AllocatorPlay } from "../trace/load.ts";
import { errorOf } from "../trace/observe.ts";
import type { AllocatorOp, AllocatorSettings } from "../trace/trace.ts";
import type { StepFacts, TraceFacts } from "./json.ts";

/**
 * Plays an allocator's trace.
 * @param breathe - called now and then, so that signals are handled
 */
export async function playAllocator(
  { id, subject, note, trace }: AllocatorPlay,
  name: string,
  breathe: () => Promise<void>,
): Promise<TraceFacts> {
  const { settings, ops } = trace;
  const drawn: number[] = [];
  let state: Allocations = emptyAllocations(makePool(settings, name), watched(settings, drawn));
  const steps: StepFacts[] = [];
  for (const [at, { recorded, ...op }] of ops.entries()) {
    if (at % STEPS_IN_A_BREATH === 0) await breathe();
    drawn.length = 0;
    const result = apply(state, op as AllocatorOp);
    const outcome = result.ok ? { ok: true, value: result.value.range } : { ok: false, error: errorOf(result.error) };
    const draws = [...drawn];
    const difference = recorded === undefined ? undefined : differenceOf(recorded, { outcome, draws });
    const isSame = result.ok && result.value.state === state;
    if (result.ok) state = result.value.state;
    const error = result.ok ? undefined : errorOf(result.error);
    steps.push({
      at,
      type: op.type,
      podUid: op.podUid,
      outcome: result.ok ? "ok" : "refused",
      says: error?.text ?? null,
      result: result.ok ? resultText(op.type, result.value, isSame) : explain(result.error),
      range: result.ok ? result.value.range : null,
      draws,
      used: allocatedSlots(state),
      defects: [],
      difference: difference ?? null,
    });
  }
  const compared = ops.filter(({ recorded }) => recorded !== undefined).length;
  return { id, subject, release: null, evidence: null, note, steps, compared, endDifference: null };
}

const STEPS_IN_A_BREATH = 500;

function makePool({ start, size, idsPerPod, exclude = [] }: AllocatorSettings, name: string): Pool {
  for (const range of exclude)
    if (range.start + range.size > 4294967296)
      throw new Failure(`${name}: settings.exclude: ${rangeText(range)} ends past the last ID`);
  const made = createPool({ start, size, exclude, ...(idsPerPod === undefined ? {} : { idsPerPod }) });
  if (made.ok) return made.value;
  throw new Failure(`${name}: settings: ${explain(made.error)}`);
}

/** The strategy, with its draws written down: the one number each proposal of a random scan begins with. */
function watched({ strategy, seed = 1, draws }: AllocatorSettings, drawn: number[]): Strategy {
  if (strategy !== "random-scan") return STRATEGIES[strategy].make(seed);
  const inner: Strategy<number> = draws === undefined ? randomScan({ seed }) : randomScan({ draws });
  const watching: Strategy<number> = {
    ...inner,
    propose: (request, view, memory) => {
      const draw = draws === undefined ? drawInt(memory, view.pool.slots).value : draws[memory];
      if (draw !== undefined) drawn.push(draw);
      return inner.propose(request, view, memory);
    },
  };
  return watching;
}

function apply(state: Allocations, op: AllocatorOp): ReturnType<typeof allocate | typeof release | typeof restore> {
  if (op.type === "restore") return restore(state, op.podUid, op.range);
  return op.type === "release" ? release(state, op.podUid) : allocate(state, op.podUid);
}

function resultText(type: AllocatorOp["type"], { range }: Allocated, isSame: boolean): string {
  if (type === "release") return `${rangeText(range)} is free again`;
  return `${rangeText(range)}${isSame ? ", as before" : ""}`;
}
