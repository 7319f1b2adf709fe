import type { Pool } from "../../core/allocate/pool/pool.ts";
import { createPool } from "../../core/allocate/pool/pool.ts";
import type { TraceStep } from "../../core/compare/history/from-trace.ts";
import { explain } from "../../core/explain/main.ts";
import { NO_ID } from "../../core/id/id.ts";
import { type KubeletEvent, step } from "../../core/kubelet/history/step.ts";
import type { KubeletPool } from "../../core/kubelet/settings/pool.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { rangeText } from "../base/words.ts";
import { type AllocatorPlay, type KubeletPlay, loadTraces } from "../trace/load.ts";
import type { AllocatorOp } from "../trace/trace.ts";

export interface Traced {
  readonly subject: "kubelet" | "allocator";
  readonly steps: readonly TraceStep[];
  /** Makes the pool that it happened in. */
  readonly pool: () => Pool;
}

export async function readTraced(io: Io, path: string): Promise<Traced> {
  const { name, plays } = await loadTraces(io, path);
  const [only, ...more] = plays;
  if (only === undefined || more.length > 0)
    throw new Failure(`${name}: expected one history to compare with, found ${plays.length}`);
  const { subject } = only;
  return only.subject === "allocator"
    ? { subject, steps: only.trace.ops.map(allocatorStep), pool: () => allocatorPool(only, name) }
    : { subject, steps: only.ops.map(({ event }) => kubeletStep(event)), pool: () => kubeletPool(only, name) };
}

/** A pod that gets its old range back starts: which range it gets is what the strategies differ in. */
function allocatorStep({ type, podUid }: AllocatorOp): TraceStep {
  return { type: type === "release" ? "end" : "start", podUid };
}

function kubeletStep(event: KubeletEvent): TraceStep {
  switch (event.type) {
    case "create":
      return (event.hostUsers ?? false) === false ? { type: "start", podUid: event.podUid } : { type: "nothing" };
    case "release":
      return { type: "end", podUid: event.podUid };
    case "cleanup":
      // Without the list, all that run are taken to run on.
      return event.running === undefined
        ? { type: "nothing" }
        : { type: "only", pods: [...event.known, ...event.running] };
    default:
      return { type: "nothing" };
  }
}

function allocatorPool({ trace: { settings } }: AllocatorPlay, name: string): Pool {
  const { start, size, idsPerPod = 65536, exclude = [] } = settings;
  for (const range of exclude)
    if (range.start + range.size > 4294967296)
      throw new Failure(`${name}: settings.exclude: ${rangeText(range)} ends past the last ID`);
  const made = createPool({ start, size, idsPerPod, exclude });
  if (made.ok) return made.value;
  throw new Failure(`${name}: settings: ${explain(made.error)}`);
}

/** The pool of the first start that made one, without the slot of 4294967295, which no pod can have. */
function kubeletPool({ kubelet, ops }: KubeletPlay, name: string): Pool {
  for (const { event } of ops) {
    if (event.type !== "start") continue;
    const { outcome } = step(kubelet, event);
    if (!outcome.ok || outcome.value === null) continue;
    const { off, slots, idsPerPod }: KubeletPool = outcome.value;
    const end = Math.min((off + slots) * idsPerPod, NO_ID - (NO_ID % idsPerPod));
    const start = off * idsPerPod;
    const made = createPool({ start, size: Math.max(0, end - start), idsPerPod });
    if (made.ok) return made.value;
    throw new Failure(`${name}: ${explain(made.error)}`);
  }
  throw new Failure(`${name}: the kubelet never starts with a pool; name one with --pool`);
}
