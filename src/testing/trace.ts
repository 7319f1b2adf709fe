import { isUint32 } from "../core/id/uint32.ts";
import type { Answer } from "./answer.ts";
import type { FoundRange } from "./finding.ts";
import { LAWS } from "./laws.ts";
import type { RestoreOperation, Step } from "./operation.ts";
import type { Counterexample } from "./outcome.ts";

/** A history as `userns-sim replay` plays it. */
export interface AllocatorTrace {
  /** The form. */
  readonly schema: "userns-sim/trace/1";
  /** Whose history it is. */
  readonly subject: "allocator";
  /** Which law is broken, and how. */
  readonly note: string;
  /** The pool, and the strategy. */
  readonly settings: {
    /** The first host ID of the pool. */
    readonly start: number;
    /** How many host IDs the pool has. */
    readonly size: number;
    /** How many host IDs a slot has. */
    readonly idsPerPod: number;
    /** Host IDs that no pod may get. */
    readonly exclude: readonly FoundRange[];
    /** The strategy that answers where the trace asks. */
    readonly strategy: string;
    /** The seed of a strategy that draws. */
    readonly seed?: number;
  };
  /** What happens. */
  readonly ops: readonly TraceOp[];
}

/** One step of a trace. */
export interface TraceOp {
  /** What happens. */
  readonly type: "allocate" | "release" | "restore";
  /** The pod. */
  readonly podUid: string;
  /** The range that the pod is said to have, for `restore`. */
  readonly range?: FoundRange;
  /** What came of it where the counterexample was found. */
  readonly recorded?: {
    /** The outcome, only as far as it can be compared. */
    readonly outcome: TraceOutcome;
  };
}

/** What came of a step. */
export type TraceOutcome =
  | {
      /** Done. */
      readonly ok: true;
      /** The range that was given. */
      readonly value?: FoundRange;
    }
  | {
      /** Refused. */
      readonly ok: false;
    };

/** How a trace is written. */
export interface TraceOptions {
  /** A strategy of this library to play it with, such as `random-scan`: then it is asked again, and must answer alike. */
  readonly strategy?: string;
}

/**
 * Writes a counterexample down as a trace, the form that `userns-sim replay` plays.
 *
 * Without a strategy that `replay` knows, each range is restored as it was given, by an allocator that accepts no wrong
 * one: the replay refuses exactly the step that broke the law, and says why. A refusal that was wrong is asked again, and
 * differs from its record.
 *
 * @param counterexample - the counterexample
 * @param options - which strategy answers
 * @returns plain data for `JSON.stringify`
 */
export function traceOf(counterexample: Counterexample, { strategy }: TraceOptions = {}): AllocatorTrace {
  const { subject, history, answers, finding } = counterexample;
  const { start, size, idsPerPod, exclude } = history.pool;
  const seeded = strategy === "random-scan" ? { seed: history.seed } : {};
  const lost = new Set<string>();
  const ops = answers.flatMap((answer, at) => {
    const operation = history.operations[at];
    return operation === undefined ? [] : opsOf(operation, answer, strategy !== undefined, lost);
  });
  return {
    schema: "userns-sim/trace/1",
    subject: "allocator",
    note: `${subject} breaks the law ${finding.law} (${LAWS[finding.law].sentence}): ${finding.text}`,
    settings: { start, size, idsPerPod, exclude: [...exclude], strategy: strategy ?? "first-fit", ...seeded },
    ops,
  };
}

/** A restart changes nothing for the allocator of a trace, except for the pods whose record is lost: they are gone. */
function opsOf(operation: Step, answer: Answer, isAsking: boolean, lost: Set<string>): readonly TraceOp[] {
  switch (operation.op) {
    case "allocate":
      return [allocateOp(operation.pod, answer, isAsking)];
    case "restore":
      return [restoreOp(operation, answer)];
    case "release":
      lost.delete(operation.pod);
      return [{ type: "release", podUid: operation.pod }];
    case "loseRecord":
      lost.add(operation.pod);
      return [];
    case "restart": {
      const gone = [...lost].map((podUid) => ({ type: "release" as const, podUid }));
      lost.clear();
      return gone;
    }
  }
}

function restoreOp({ pod: podUid, start, size }: RestoreOperation, answer: Answer): TraceOp {
  const range = { start, size };
  const outcome = "error" in answer ? ({ ok: false } as const) : ({ ok: true } as const);
  return { type: "restore", podUid, range, recorded: { outcome } };
}

function allocateOp(podUid: string, answer: Answer, isAsking: boolean): TraceOp {
  if (!("start" in answer))
    return "error" in answer
      ? { type: "allocate", podUid, recorded: { outcome: { ok: false } } }
      : { type: "allocate", podUid };
  const range = { start: answer.start, size: answer.size };
  const recorded = { outcome: { ok: true, value: range } } as const;
  // What is no number of 32 bits cannot be written down as a range; the step is left to the replay, and differs.
  if (isAsking || !isUint32(range.start) || !isUint32(range.size)) return { type: "allocate", podUid, recorded };
  return { type: "restore", podUid, range, recorded };
}
