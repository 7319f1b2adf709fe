import type { Answer } from "../history/answer.ts";
import type { FoundRange, LawFinding } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { Counterexample } from "../history/outcome.ts";
import { judgeExcept } from "../model/judge-except.ts";
import { livePods, type Model, unclaimedSlots } from "../model/model.ts";
import type { LawOptions } from "../model/own-laws.ts";
import { modelOf } from "../subject/subject.ts";
import type { Coverage, Exploration, ExploreStep, StepCount } from "./bounds.ts";
import type { Ground } from "./ground.ts";
import { type Keys, keysFor } from "./keys.ts";
import { type Arrival, counterexampleTo, type Node } from "./node.ts";
import { isHopeless, type Trial, trialsOf } from "./trials.ts";

/** How far a search goes. */
export interface Limits {
  readonly pods: number;
  readonly maxSlotsPerPod: number;
  readonly steps: readonly ExploreStep[];
  readonly maxStates: number;
  readonly held: LawOptions;
}

/** An exploration that is under way: breadth first, so that the first law that breaks is broken in the fewest steps. */
export class Search<State> {
  readonly #given: HistoryPool;
  readonly #ground: Ground<State>;
  readonly #limits: Limits;
  readonly #pods: readonly string[];
  readonly #keys: Keys;
  readonly #trials: readonly Trial[];
  readonly #queue: Node<State>[];
  readonly #counts: Record<ExploreStep, { done: number; refused: number }> = noCounts();
  #fewestFree: number;
  #counterexample: Counterexample | undefined;

  constructor(given: HistoryPool, ground: Ground<State>, limits: Limits) {
    this.#given = given;
    this.#ground = ground;
    this.#limits = limits;
    this.#pods = Array.from({ length: limits.pods }, (_, pod) => `pod-${pod}`);
    this.#keys = keysFor(given, this.#pods.length);
    this.#trials = trialsOf(given, this.#pods, limits.steps, limits.maxSlotsPerPod);
    const model = modelOf(ground.facts, given, limits.held);
    this.#fewestFree = unclaimedSlots(model);
    this.#keys.add(0, this.#keys.memory(ground.memory(ground.first)));
    this.#queue = [{ state: ground.first, model, slots: 0, depth: 0, last: undefined }];
  }

  run(): Exploration {
    // The queue grows while it is walked.
    for (const node of this.#queue) {
      this.#visit(node);
      if (this.#counterexample !== undefined || this.#keys.states() > this.#limits.maxStates) break;
    }
    const counts = Object.values<StepCount>(this.#counts);
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
    const capacity = unclaimedSlots(modelOf(this.#ground.facts, this.#given));
    return {
      isComplete: this.#counterexample === undefined && this.#keys.states() <= this.#limits.maxStates,
      steps: this.#counts,
      branches: this.#ground.seeds.length,
      mostTaken: capacity - this.#fewestFree,
      capacity,
      memories: this.#keys.memories(),
      depth: this.#queue.at(-1)?.depth ?? 0,
    };
  }

  #visit(node: Node<State>): void {
    this.#fewestFree = Math.min(this.#fewestFree, unclaimedSlots(node.model));
    const held = new Map(livePods(node.model).map(({ podUid, ranges }) => [podUid, ranges]));
    const taken = [...held.values()].flat();
    const refused = new Set<number>();
    const isLosing = this.#ground.lost(node.state).length > 0;
    const pods = this.#ground.pods(node.state);
    for (const trial of this.#trials) {
      const { kind, step, pod } = trial;
      if (pod >= pods) continue;
      const own = "podUid" in step ? held.get(step.podUid) : undefined;
      if (step.op === "restore") {
        // What can only be refused is refused alike: one of them stands for all.
        if (refused.has(pod) && isHopeless(step, own, taken)) continue;
        if ("error" in this.#take(node, trial, own)) refused.add(pod);
      } else if (step.op === "loseRecord") {
        // One lost record shows what two would, in far fewer states.
        if (own !== undefined && !isLosing) this.#take(node, trial, own);
      } else if (kind === "allocate" && own === undefined) this.#branch(node, trial);
      else this.#take(node, trial, own);
      if (this.#counterexample !== undefined) return;
    }
    this.#compare(node, node.last);
  }

  /** Tries a proposal with every seed. */
  #branch(node: Node<State>, trial: Trial): void {
    for (const seed of this.#ground.seeds) {
      this.#ground.setSeed(seed);
      this.#take(node, trial, undefined);
      if (this.#counterexample !== undefined) return;
    }
  }

  /** Does a step and judges it; a new state is put at the end of the queue. */
  #take(from: Node<State>, { kind, step, pod }: Trial, own: readonly FoundRange[] | undefined): Answer {
    const taken = this.#ground.take(from.state, step, isSilent(step, own));
    const { state, answer, flaw } = taken;
    const isRefused = "error" in answer;
    this.#counts[kind][isRefused ? "refused" : "done"]++;
    if (flaw !== undefined && !this.#limits.held.except?.includes(flaw.law)) {
      this.#found({ from, step, answer }, { ...flaw, operation: step, answer });
      return answer;
    }
    const { model, finding } = judgeExcept(from.model, step, answer, this.#limits.held);
    if (finding !== undefined) this.#found({ from, step, answer }, finding);
    // Where nobody knows who has what, it is not gone on.
    else if (!isRefused && model !== undefined) this.#arrive({ from, step, answer }, state, model, { pod, own });
    return answer;
  }

  #arrive(
    last: Arrival<State>,
    state: State,
    model: Model,
    { pod, own }: { readonly pod: number; readonly own: readonly FoundRange[] | undefined },
  ): void {
    const { from, step, answer } = last;
    const { toggle, add, memory } = this.#keys;
    const isFreed = step.op === "release";
    const grant = own === undefined && "start" in answer ? [answer, ...(answer.more ?? [])] : [];
    const slots =
      step.op === "restart"
        ? this.#slotsOf(model)
        : toggle(from.slots, pod, isFreed ? (own ?? []) : grant, isFreed ? -1 : 1);
    if (!add(slots, memory(this.#ground.memory(state)))) return;
    const node: Node<State> = { state, model, slots, depth: from.depth + 1, last };
    this.#queue.push(node);
    this.#compare(node, last);
  }

  #slotsOf(model: Model): number {
    return livePods(model).reduce(
      (slots, { podUid, ranges }) => this.#keys.toggle(slots, this.#pods.indexOf(podUid), ranges, 1),
      0,
    );
  }

  /** The state must say of itself what it has answered, when it is new and when other states have been used since. */
  #compare({ state, model }: Node<State>, end: Arrival<State> | undefined): void {
    if (end === undefined || this.#limits.held.except?.includes("unmutated")) return;
    const fault = this.#ground.differenceOf(state, model);
    if (fault === undefined) return;
    const { step: operation, answer } = end;
    this.#found(end, { law: "unmutated", operation, answer, fault });
  }

  #found(end: Arrival<State>, finding: LawFinding): void {
    const { facts, isStrategy, seeds } = this.#ground;
    const subject = facts.name;
    const seed = isStrategy ? 0 : (seeds[0] ?? 0);
    const blamed = isStrategy ? { ...finding, strategy: subject } : finding;
    this.#counterexample ??= counterexampleTo({ pool: this.#given, seed, subject }, end, blamed);
  }
}

/** Whether nothing that anybody sees is to change. */
function isSilent(step: HistoryStep, own: readonly FoundRange[] | undefined): boolean {
  return (
    step.op === "restart" || (step.op === "allocate" ? own !== undefined : step.op === "release" && own === undefined)
  );
}

function noCounts(): Record<ExploreStep, { done: number; refused: number }> {
  const none = () => ({ done: 0, refused: 0 });
  return { allocate: none(), release: none(), restore: none(), loseRecord: none(), restart: none() };
}
