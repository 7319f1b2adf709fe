import * as fc from "fast-check";
import { expectFunction, expectText } from "../../core/misuse/misuse.ts";
import type { LawFinding } from "../history/finding.ts";
import { copyOf, type History } from "../history/history.ts";
import type { LaneEvent } from "../history/lanes.ts";
import type { HistoryOperation } from "../history/operation.ts";
import type { HistoryOutcome } from "../history/outcome.ts";
import { type Model, takenSlots } from "../model/model.ts";
import type { LawOptions } from "../model/own-laws.ts";
import type { AsyncAllocatorAdapter, AsyncRunningAllocator, StartTools } from "../subject/adapter.ts";
import { started } from "../subject/started.ts";
import { modelOf } from "../subject/subject.ts";
import { askLater, hasOf } from "../subject/turns.ts";
import { type Call, type Ordered, someOrder } from "./some-order.ts";

/**
 * Plays a history in which pods do not wait for one another: each does what it does in its own order. A restart, and a lost
 * record, wait for all.
 */
export async function raced(
  adapter: AsyncAllocatorAdapter,
  history: History,
  held: LawOptions,
): Promise<HistoryOutcome> {
  const scheduler = schedulerOf(history.seed);
  const given = copyOf(history.pool);
  const race = new Race(scheduler);
  // Whoever needs nothing to start may give the allocator at once.
  const start = async (): Promise<AsyncRunningAllocator> => adapter.start(given, history.seed, race.tools);
  const allocator = started(await scheduler.waitFor(start()));
  try {
    const has = hasOf(allocator);
    const phases = phasesOf(history.operations.filter(({ op }) => has(op)));
    let model: Model | undefined = modelOf(adapter, history.pool, held);
    let mostTaken = 0;
    for (const phase of phases) {
      const calls = await race.run(allocator, phase);
      const ordered: Ordered | undefined = model === undefined ? undefined : someOrder(model, calls, held);
      if (ordered?.finding !== undefined) return race.outcome(ordered.finding, mostTaken);
      model = ordered?.model;
      if (model !== undefined) mostTaken = Math.max(mostTaken, takenSlots(model));
      const last = calls.at(-1);
      if (last !== undefined && JSON.stringify(given) !== JSON.stringify(history.pool))
        if (!held.except?.includes("unmutated")) {
          const { operation, answer } = last;
          return race.outcome({ law: "unmutated", operation, answer, fault: { code: "pool-changed" } }, mostTaken);
        }
    }
    return race.outcome(undefined, mostTaken);
  } finally {
    await allocator.stop?.();
  }
}

/** The seed of the history decides on the order too, so that a history is all that it takes to see a race again. */
function schedulerOf(seed: number): fc.Scheduler {
  const [scheduler] = fc.sample(fc.scheduler(), { seed: seed | 0, numRuns: 1 });
  if (scheduler === undefined) throw new Error("fast-check gave no scheduler");
  return scheduler;
}

/** What may overlap, and between that what may not. */
function phasesOf(operations: readonly HistoryOperation[]): readonly (readonly HistoryOperation[])[] {
  const phases: HistoryOperation[][] = [];
  let isOpen = false;
  for (const operation of operations) {
    const mayOverlap = operation.op === "allocate" || operation.op === "release";
    if (isOpen && mayOverlap) phases.at(-1)?.push(operation);
    else phases.push([operation]);
    isOpen = mayOverlap;
  }
  return phases;
}

class Race {
  readonly #scheduler: fc.Scheduler;
  readonly #events: LaneEvent[] = [];
  readonly #calls: Call[] = [];
  /** The pods that wait for an answer, and whether they have had a turn. */
  readonly #waiting = new Map<string, boolean>();
  #clock = 0;
  #current = "";
  #isLoose = false;

  constructor(scheduler: fc.Scheduler) {
    this.#scheduler = scheduler;
  }

  readonly tools: StartTools = {
    schedule: (label, act) => {
      expectText("schedule", "label", label);
      expectFunction("schedule", "act", act, "a function that does it, such as () => db.get(…)");
      const podUid = this.#ownerOf(label);
      return this.#turn(label, async () => {
        this.#current = podUid;
        if (this.#waiting.has(podUid)) this.#waiting.set(podUid, true);
        this.#events.push({ podUid, turn: label });
        return act();
      });
    },
  };

  async run(allocator: AsyncRunningAllocator, phase: readonly HistoryOperation[]): Promise<readonly Call[]> {
    const lanes = new Map<string, HistoryOperation[]>();
    for (const operation of phase) {
      const podUid = "podUid" in operation ? operation.podUid : "";
      lanes.set(podUid, [...(lanes.get(podUid) ?? []), operation]);
    }
    const from = this.#calls.length;
    const all = [...lanes].map(([podUid, operations]) => this.#lane(allocator, podUid, operations));
    await this.#scheduler.waitFor(Promise.all(all));
    return this.#calls.slice(from);
  }

  outcome(finding: LawFinding | undefined, mostTaken: number): HistoryOutcome {
    const asked = this.#calls.map(({ operation }) => operation);
    const answers = this.#calls.map(({ answer }) => answer);
    return { asked, answers, finding, mostTaken, lanes: { events: this.#events, isLoose: this.#isLoose } };
  }

  async #lane(
    allocator: AsyncRunningAllocator,
    podUid: string,
    operations: readonly HistoryOperation[],
  ): Promise<void> {
    for (const operation of operations) {
      let called = 0;
      const { answering } = await this.#turn(`${operation.op} ${podUid}`, async () => {
        this.#current = podUid;
        this.#waiting.set(podUid, false);
        this.#clock++;
        called = this.#clock;
        this.#events.push({ podUid, asks: operation });
        // Not the answer: it would never come, since others are to have their turns before it.
        return { answering: askLater(allocator, operation) };
      });
      const answer = await answering;
      this.#clock++;
      if (this.#waiting.get(podUid) === false) this.#isLoose = true;
      this.#waiting.delete(podUid);
      this.#events.push({ podUid, answer });
      this.#calls.push({ operation, answer, called, answered: this.#clock });
    }
  }

  /** Does something when the scheduler says so, and lets it say nothing else until that is done. */
  #turn<T>(label: string, act: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const builder = async (): Promise<void> => {
        try {
          resolve(await act());
        } catch (thrown) {
          reject(thrown);
        }
      };
      this.#scheduler.scheduleSequence([{ label, builder }]);
    });
  }

  /** Whose turn it is: the pod's that the label names; else that of the pod whose turn was the last one. */
  #ownerOf(label: string): string {
    const words = new Set(label.split(/[\s()",]+/));
    const named = [...this.#waiting.keys()].filter((podUid) => words.has(podUid));
    return named.length === 1 ? (named[0] ?? "") : this.#current;
  }
}
