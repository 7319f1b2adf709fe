import { isUint32 } from "../../core/id/uint32.ts";
import { expectObject, expectText } from "../../core/misuse/misuse.ts";
import { LAWS, type LawName } from "../laws/laws.ts";
import type { Answer } from "./answer.ts";
import { findingEnglish, sayFinding } from "./english.ts";
import { expectCounterexample } from "./expect-counterexample.ts";
import type { FoundRange, LawFinding } from "./finding.ts";
import type { AllocateOperation, HistoryStep, RestoreOperation } from "./operation.ts";
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
    /** The seed, where the strategy is one that was named. */
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
 * differs from its record. Other refusals are left out, except that of a full pool: they change nothing, and where they came
 * from an allocator that promises less, the replay would not refuse.
 *
 * Of a pod with several ranges only the first can be written down.
 *
 * @param counterexample - the history, its answers, and what is found
 * @param options - which strategy answers
 * @returns plain data for `JSON.stringify`
 */
export function traceOf(counterexample: Counterexample, options: TraceOptions = {}): AllocatorTrace {
  expectCounterexample("traceOf", counterexample);
  expectObject("traceOf", "options", options, 'an object such as { strategy: "first-fit" }');
  const { strategy } = options;
  if (strategy !== undefined) expectText("traceOf", "strategy", strategy);
  const { subject, history, answers, finding } = counterexample;
  const { start, size, idsPerPod, exclude } = history.pool;
  const pods: Pods = { live: new Set(), lost: new Set() };
  const ops = answers.flatMap((answer, at) => {
    const operation = history.operations[at];
    if (operation === undefined) return [];
    return opsOf(operation, answer, pods, { isAsking: strategy !== undefined, isLast: at === answers.length - 1 });
  });
  return {
    schema: "userns-sim/trace/1",
    subject: "allocator",
    note: `${subject} breaks the law ${lawText(finding)}: ${sayFinding(finding, findingEnglish)}`,
    settings: {
      start,
      size,
      idsPerPod,
      exclude: [...exclude],
      strategy: strategy ?? "first-fit",
      ...(strategy === undefined ? {} : { seed: history.seed }),
    },
    ops,
  };
}

function lawText({ law }: LawFinding): string {
  return Object.hasOwn(LAWS, law) ? `${law} (${LAWS[law as LawName].sentence})` : law;
}

interface Pods {
  readonly live: Set<string>;
  /** Those of them whose record is lost. */
  readonly lost: Set<string>;
}

interface Place {
  readonly isAsking: boolean;
  readonly isLast: boolean;
}

/** A restart changes nothing for the allocator of a trace, except for the pods whose record is lost: they are gone. */
function opsOf(operation: HistoryStep, answer: Answer, { live, lost }: Pods, place: Place): readonly TraceOp[] {
  switch (operation.op) {
    case "allocate": {
      const isNews = place.isLast || place.isAsking || !isRefusalOfLess(operation, answer, live);
      if ("start" in answer) live.add(operation.podUid);
      return isNews ? [allocateOp(operation, answer, place.isAsking)] : [];
    }
    case "restore":
      if (!("error" in answer)) live.add(operation.podUid);
      return [restoreOp(operation, answer)];
    case "release": {
      const isWrong = place.isLast && live.has(operation.podUid) && "error" in answer;
      live.delete(operation.podUid);
      lost.delete(operation.podUid);
      return [{ type: "release", podUid: operation.podUid, ...(isWrong ? { recorded: REFUSED } : {}) }];
    }
    case "cleanup": {
      const needed = new Set([...operation.known, ...operation.running]);
      const gone = [...live].filter((podUid) => !needed.has(podUid));
      for (const pods of [live, lost]) for (const podUid of gone) pods.delete(podUid);
      return gone.map((podUid) => ({ type: "release", podUid }));
    }
    case "loseRecord":
    case "corruptRecord":
      if (live.has(operation.podUid)) lost.add(operation.podUid);
      return [];
    case "restart": {
      const gone = [...lost];
      for (const podUid of gone) live.delete(podUid);
      lost.clear();
      return gone.map((podUid) => ({ type: "release", podUid }));
    }
  }
}

const REFUSED = { outcome: { ok: false } } as const;

/** A refusal that a complete allocator, asked for one slot, need not repeat. */
function isRefusalOfLess({ podUid, size }: AllocateOperation, answer: Answer, live: ReadonlySet<string>): boolean {
  if (!("error" in answer)) return false;
  return size !== undefined || live.has(podUid) || (answer.code ?? answer.error) !== "exhausted";
}

function restoreOp({ podUid, start, size }: RestoreOperation, answer: Answer): TraceOp {
  const range = { start, size };
  const recorded = "error" in answer ? REFUSED : ({ outcome: { ok: true } } as const);
  return { type: "restore", podUid, range, recorded };
}

function allocateOp({ podUid, size }: AllocateOperation, answer: Answer, isAsking: boolean): TraceOp {
  if ("error" in answer) return { type: "allocate", podUid, recorded: REFUSED };
  if (!("start" in answer)) return { type: "allocate", podUid };
  const range = { start: answer.start, size: answer.size };
  const recorded = { outcome: { ok: true, value: range } } as const;
  // A trace asks for one slot. What is no number of 32 bits cannot be written down as a range; it is asked for, and differs.
  const isAsked = (isAsking && size === undefined) || !isUint32(range.start) || !isUint32(range.size);
  return isAsked ? { type: "allocate", podUid, recorded } : { type: "restore", podUid, range, recorded };
}
