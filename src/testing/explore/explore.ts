import { createPool, type Pool } from "../../core/allocate/pool/pool.ts";
import { State } from "../../core/allocate/state/allocations.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { unwrap } from "../../core/result.ts";
import { type MakeStrategy, modelOf } from "../check/run-strategy.ts";
import type { Answer } from "../history/answer.ts";
import type { FoundRange, LawFinding } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { Counterexample } from "../history/outcome.ts";
import type { LawName } from "../laws/laws.ts";
import { judge } from "../model/judge.ts";
import { livePods, unclaimedSlots } from "../model/model.ts";
import { startStrategy, stepStrategy } from "../subject/strategy-steps.ts";
import type { Coverage, Exploration, ExploreBounds, ExploreStep } from "./bounds.ts";
import { type Keys, keysFor } from "./keys.ts";
import { type Arrival, counterexampleTo, differenceOf, type Node } from "./node.ts";
import { type Seeding, seedingOf } from "./seeds.ts";
import { isHopeless, type Trial, trialsOf } from "./trials.ts";

/**
 * Visits every state of a small pool that can be reached by allocating, releasing and restoring, in every order, and
 * judges every step from each of them. A strategy whose memory has a seed is asked with as many seeds as its first draw
 * has results.
 *
 * @param make - makes the strategy for a seed
 * @param bounds - how much is explored
 * @returns what was found; the counterexample, if there is one, has as few steps as any
 * @throws RangeError when the bounds allow more states than there are numbers.
 * @example
 * ```ts
 * import { firstFit } from "userns-sim";
 * import { explore } from "userns-sim/testing";
 *
 * const { states, counterexample } = explore(firstFit, { slots: 2, pods: 3 });
 * states; // => 13
 * counterexample; // => undefined
 * ```
 */
export function explore(make: MakeStrategy, bounds: ExploreBounds = {}): Exploration {
  const search = new Search(make, bounds);
  search.run();
  return search.report();
}

/** An exploration that is under way: breadth first, so that the first law that breaks is broken in the fewest steps. */
class Search {
  readonly #given: HistoryPool;
  readonly #pool: Pool;
  readonly #seeding: Seeding;
  readonly #keys: Keys;
  readonly #trials: readonly Trial[];
  readonly #except: readonly LawName[];
  readonly #maxStates: number;
  readonly #queue: Node[];
  readonly #counts: Record<ExploreStep, { done: number; refused: number }> = {
    allocate: { done: 0, refused: 0 },
    release: { done: 0, refused: 0 },
    restore: { done: 0, refused: 0 },
    restart: { done: 0, refused: 0 },
  };
  /** After a restart the same strategy goes on. */
  readonly #again = (): Strategy => this.#seeding.strategy;
  #fewestFree: number;
  #counterexample: Counterexample | undefined;

  constructor(make: MakeStrategy, bounds: ExploreBounds) {
    const { slots = 3, except = [], maxStates = 1_000_000, steps = DEFAULT_STEPS, maxSlotsPerPod = 1 } = bounds;
    this.#given = bounds.pool ?? { start: 65536, size: slots * 65536, idsPerPod: 65536, exclude: [] };
    this.#pool = unwrap(createPool(this.#given));
    this.#seeding = seedingOf(make, this.#pool.slots, bounds.seeds);
    const pods = Array.from({ length: bounds.pods ?? this.#pool.slots + 1 }, (_, pod) => `pod-${pod}`);
    this.#keys = keysFor(this.#given, pods.length);
    this.#trials = trialsOf(this.#given, pods, steps, maxSlotsPerPod);
    this.#except = except;
    this.#maxStates = maxStates;
    const model = modelOf({ pool: this.#given }, this.#seeding.strategy, except);
    this.#fewestFree = unclaimedSlots(model);
    const state = startStrategy(this.#pool, this.#seeding.strategy);
    this.#keys.add(0, this.#keys.memory(State.memoryOf(state.allocations)));
    this.#queue = [{ state, model, slots: 0, depth: 0, last: undefined }];
  }

  run(): void {
    // The queue grows while it is walked.
    for (const node of this.#queue) {
      this.#visit(node);
      if (this.#counterexample !== undefined || this.#keys.states() > this.#maxStates) return;
    }
  }

  report(): Exploration {
    const counts = Object.values(this.#counts);
    const refusals = counts.reduce((sum, { refused }) => sum + refused, 0);
    return {
      states: this.#keys.states(),
      transitions: counts.reduce((sum, { done }) => sum + done, refusals),
      refusals,
      counterexample: this.#counterexample,
      coverage: this.#coverage(),
    };
  }

  #coverage(): Coverage {
    const capacity = unclaimedSlots(modelOf({ pool: this.#given }, this.#seeding.strategy));
    return {
      isComplete: this.#counterexample === undefined && this.#keys.states() <= this.#maxStates,
      steps: this.#counts,
      branches: this.#seeding.seeds.length,
      mostTaken: capacity - this.#fewestFree,
      capacity,
      memories: this.#keys.memories(),
      depth: this.#queue.at(-1)?.depth ?? 0,
    };
  }

  #visit(node: Node): void {
    this.#fewestFree = Math.min(this.#fewestFree, unclaimedSlots(node.model));
    const held = new Map(livePods(node.model).map(({ podUid, ranges }) => [podUid, ranges]));
    const taken = [...held.values()].flat();
    const refused = new Set<number>();
    for (const trial of this.#trials) {
      const { kind, step, pod } = trial;
      const own = "podUid" in step ? held.get(step.podUid) : undefined;
      if (step.op === "restore") {
        // What can only be refused is refused alike: one of them stands for all.
        if (refused.has(pod) && isHopeless(step, own, taken)) continue;
        if ("error" in this.#take(node, trial, own)) refused.add(pod);
      } else if (kind === "allocate" && own === undefined) this.#branch(node, trial);
      else this.#take(node, trial, own);
      if (this.#counterexample !== undefined) return;
    }
    this.#compare(node, node.last);
  }

  /** Tries a proposal with every seed. */
  #branch(node: Node, trial: Trial): void {
    for (const seed of this.#seeding.seeds) {
      this.#seeding.set(seed);
      this.#take(node, trial, undefined);
    }
  }

  /** Does a step and judges it; a new state is put at the end of the queue. */
  #take(from: Node, { kind, step, pod }: Trial, own: readonly FoundRange[] | undefined): Answer {
    const { state, answer } = stepStrategy(from.state, step, this.#pool, this.#again);
    const { model, finding } = judge(from.model, step, answer);
    const isRefused = "error" in answer;
    this.#counts[kind][isRefused ? "refused" : "done"]++;
    // What is left aside is not gone on from: nobody knows who has what then.
    if (finding !== undefined) this.#found({ from, step, answer }, finding);
    else if (!isRefused && state.allocations !== from.state.allocations) {
      const { toggle, add, memory } = this.#keys;
      const grant = own === undefined && "start" in answer ? [answer, ...(answer.more ?? [])] : [];
      const slots = kind === "release" ? toggle(from.slots, pod, own ?? [], -1) : toggle(from.slots, pod, grant, 1);
      if (add(slots, memory(State.memoryOf(state.allocations)))) {
        const last: Arrival = { from, step, answer };
        const node: Node = { state, model, slots, depth: from.depth + 1, last };
        this.#queue.push(node);
        this.#compare(node, last);
      }
    }
    return answer;
  }

  /** The state must say of itself what it has answered, when it is new and when other states have been used since. */
  #compare(node: Node, end: Arrival | undefined): void {
    const fault = differenceOf(node);
    if (fault === undefined || end === undefined) return;
    const { step: operation, answer } = end;
    this.#found(end, { law: "unmutated", operation, answer, fault });
  }

  #found(end: Arrival, finding: LawFinding): void {
    if (this.#except.includes(finding.law)) return;
    this.#counterexample ??= counterexampleTo(this.#given, this.#name, end, finding);
  }

  get #name(): string {
    return this.#seeding.strategy.name;
  }
}

const DEFAULT_STEPS: readonly ExploreStep[] = ["allocate", "release", "restore"];
