import { isObject } from "../../core/misuse/came.ts";
import { misuse } from "../../core/misuse/misuse.ts";
import { union } from "../../core/range/algebra.ts";
import { covers } from "../../core/range/queries.ts";
import { type RangeSet, rangeSet } from "../../core/range/range-set.ts";
import type { FoundRange } from "../history/finding.ts";
import { type Held, ModelState } from "./model-state.ts";
import type { Rules } from "./rules.ts";

/**
 * What is known of an allocator after a history: who has what, and what has happened. Made by `createModel`; it
 * never changes, {@link judge} gives a new one, and an old one can be gone on from.
 */
export interface Model {
  /**
   * Gives the live pods, for `JSON.stringify` and for messages.
   *
   * @returns the same as {@link livePods}
   */
  toJSON(): readonly LivePod[];
  /** The live pods and their ranges, as JSON: what deep comparisons and messages go by. */
  readonly [Symbol.toStringTag]: string;
}

/** The only class of models. */
export class Knowledge implements Model {
  readonly rules: Rules;
  readonly marks: Marks;
  /** Where the state is: here, or to be had from a neighbour by giving one pod what it has here. */
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #state: ModelState | Knowledge;
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #podUid: string;
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #held: Held | undefined;
  readonly #depth: number;

  private constructor(rules: Rules, marks: Marks, state: ModelState, depth: number) {
    this.rules = rules;
    this.marks = marks;
    this.#state = state;
    this.#depth = depth;
    this.#podUid = "";
    this.#held = undefined;
  }

  toJSON(): readonly LivePod[] {
    return livePods(this);
  }

  get [Symbol.toStringTag](): string {
    if (!(#state in this)) return "Model";
    const held = Knowledge.stateOf(this).inOrder();
    return JSON.stringify(held.map(([podUid, { ranges, epoch }]) => ({ podUid, ranges, epoch })));
  }

  /** Makes the model of an allocator that has not been asked anything. */
  static first(rules: Rules): Knowledge {
    return new Knowledge(
      rules,
      { epoch: 0, given: rangeSet<number>([]), lost: [], corrupt: [], again: [], doubtful: [] },
      new ModelState(rules.idsPerPod),
      0,
    );
  }

  static expect(caller: string, model: Model): void {
    if (!isObject(model) || !(#state in model))
      throw misuse(caller, "model", "a model made by createModel or judge", model);
  }

  static rulesOf(model: Model): Rules {
    return (model as Knowledge).rules;
  }

  static marksOf(model: Model): Marks {
    return (model as Knowledge).marks;
  }

  /** Fetches who has what: the state as of this model, until another one is asked. */
  static stateOf(model: Model): ModelState {
    const held = (model as Knowledge).#state;
    return held instanceof ModelState ? held : Knowledge.#fetch(model as Knowledge);
  }

  /** Makes the model after a step in which a pod has something else; `undefined` stands for nothing. */
  static after(before: Model, marks: Marks, podUid: string, had: Held | undefined, held: Held | undefined): Knowledge {
    const model = before as Knowledge;
    const state = Knowledge.stateOf(model);
    // Now and then an old model keeps a copy: whoever holds it does not hold all that came after it.
    const isCut = model.#depth >= SEGMENT + STEPS_TO_A_SLOT * model.rules.slots;
    const next = new Knowledge(model.rules, marks, state, isCut ? 0 : model.#depth + 1);
    model.#state = isCut ? state.copy() : next;
    model.#podUid = podUid;
    model.#held = had;
    state.replace(podUid, had, held);
    return next;
  }

  /** Makes the model after a pod, which has nothing yet, has got its ranges. */
  static granted(model: Model, podUid: string, ranges: readonly FoundRange[]): Model {
    const before = Knowledge.marksOf(model);
    const doubtful = stillDoubtful(before.doubtful, podUid, ranges);
    const given = withRanges(before.given, ranges);
    const isNews = doubtful !== before.doubtful || given !== before.given;
    const marks = isNews ? { ...before, doubtful, given } : before;
    const turn = Knowledge.stateOf(model).nextTurn();
    return Knowledge.after(model, marks, podUid, undefined, { ranges, epoch: marks.epoch, turn });
  }

  /** Makes the model after a pod was told the ranges that it has: if it loses them now, no restart is to blame. */
  static seenAgain(model: Model, podUid: string, held: Held): Model {
    const before = Knowledge.marksOf(model);
    const { epoch, lost, again } = before;
    const isNews = lost.includes(podUid) && !again.includes(podUid);
    if (held.epoch === epoch && !isNews) return model;
    const marks = isNews ? { ...before, again: [...again, podUid] } : before;
    return Knowledge.after(model, marks, podUid, held, { ...held, epoch });
  }

  /** Makes the model after a step that gives no pod anything and takes nothing away. */
  static marked(model: Model, marks: Marks): Model {
    const same = Knowledge.stateOf(model).pods.get("");
    return Knowledge.after(model, marks, "", same, same);
  }

  /** Walks to the model that owns the state, and takes it along on the way back; each one on the way points home. */
  static #fetch(model: Knowledge): ModelState {
    const path: Knowledge[] = [];
    let owner = model;
    let state = owner.#state;
    while (!(state instanceof ModelState)) {
      path.push(owner);
      owner = state;
      state = owner.#state;
    }
    for (const older of path.reverse()) {
      owner.#state = older;
      owner.#podUid = older.#podUid;
      owner.#held = state.put(older.#podUid, older.#held);
      older.#state = state;
      owner = older;
    }
    return state;
  }
}

/** How many steps there are between copies, at least; and how many more for each slot, which a copy takes time for. */
const SEGMENT = 256;
const STEPS_TO_A_SLOT = 4;

/** What has happened, apart from who has what. */
export interface Marks {
  readonly epoch: number;
  /** All IDs that pods have or have had. */
  readonly given: RangeSet<number>;
  /** The live pods whose record is lost. */
  readonly lost: readonly string[];
  /** Those of them whose record says something else now. */
  readonly corrupt: readonly string[];
  /** Those of them that have been told their ranges since: an allocator may write down what it tells. */
  readonly again: readonly string[];
  /** Pods of that kind after a restart, and what they had: whoever has written it down again still holds it. */
  readonly doubtful: readonly LivePod[];
}

/** The same set where they are in it, which is nearly always. */
function withRanges(given: RangeSet<number>, ranges: readonly FoundRange[]): RangeSet<number> {
  return ranges.every((range) => covers(given, range)) ? given : union(given, rangeSet<number>(ranges));
}

/** What a pod gets was free, so whoever was thought to have it may be has left. */
function stillDoubtful(
  doubtful: readonly LivePod[],
  podUid: string,
  ranges: readonly FoundRange[],
): readonly LivePod[] {
  const isGone = (other: LivePod): boolean =>
    other.podUid === podUid || ranges.some(({ start, size }) => has(other, start, size));
  return doubtful.some(isGone) ? doubtful.filter((other) => !isGone(other)) : doubtful;
}

/** Whether a pod has at least one of the IDs. */
export function has({ ranges }: LivePod, start: number, size: number): boolean {
  return ranges.some((own) => own.start < start + size && start < own.start + own.size);
}

/** A live pod, as a model knows it. */
export interface LivePod {
  /** The UID of the pod. */
  readonly podUid: string;
  /** Its ranges. */
  readonly ranges: readonly FoundRange[];
}

/**
 * Lists the live pods.
 *
 * @param model - what judged the history so far
 * @returns a new array, in the order in which they got their ranges
 */
export function livePods(model: Model): readonly LivePod[] {
  Knowledge.expect("livePods", model);
  return Knowledge.stateOf(model)
    .inOrder()
    .map(([podUid, { ranges }]) => ({ podUid, ranges }));
}

/**
 * Counts the slots that no live pod has.
 *
 * @param model - what judged the history so far
 * @returns how many can still be handed out
 */
export function unclaimedSlots(model: Model): number {
  Knowledge.expect("unclaimedSlots", model);
  return Knowledge.rulesOf(model).capacity - takenSlots(model);
}

export function takenSlots(model: Model): number {
  return Knowledge.stateOf(model).taken;
}
