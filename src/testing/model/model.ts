import type { FoundRange } from "../history/finding.ts";
import { type Held, ModelState } from "./model-state.ts";
import { type ModelOptions, type Rules, rulesOf } from "./rules.ts";

/**
 * What is known of an allocator after a history: who has what, and what has happened. Made by {@link createModel}; it
 * never changes, {@link judge} gives a new one, and an old one can be gone on from.
 */
export class Model {
  /** What the allocator is held against. @internal */
  readonly rules: Rules;
  /** What has happened. @internal */
  readonly marks: Marks;
  /** Where the state is: here, or to be had from a neighbour by giving one pod what it has here. */
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #state: ModelState | Model;
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #podUid: string;
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #held: Held | undefined;
  readonly #depth: number;

  /**
   * Makes a model that owns a state.
   *
   * @param rules - what the allocator is held against
   * @param marks - what has happened
   * @param state - who has what
   * @param depth - how many steps lead here from the last copy
   */
  private constructor(rules: Rules, marks: Marks, state: ModelState, depth: number) {
    this.rules = rules;
    this.marks = marks;
    this.#state = state;
    this.#depth = depth;
    this.#podUid = "";
    this.#held = undefined;
  }

  /**
   * Makes the model of an allocator that has not been asked anything.
   *
   * @param rules - what the allocator is held against
   * @returns the model
   * @internal
   */
  static first(rules: Rules): Model {
    return new Model(rules, { epoch: 0, hasReleased: false, lost: [] }, new ModelState(rules.idsPerPod), 0);
  }

  /**
   * Fetches who has what.
   *
   * @param model - what judged the history so far
   * @returns the state as of this model, until another one is asked
   * @internal
   */
  static stateOf(model: Model): ModelState {
    const held = model.#state;
    return held instanceof ModelState ? held : Model.#fetch(model);
  }

  /**
   * Makes the model after a step.
   *
   * @param model - the model before
   * @param marks - what has happened then
   * @param podUid - the pod that has something else then
   * @param before - what it has before; `undefined` when nothing
   * @param held - what it has then; `undefined` when nothing
   * @returns the model after
   * @internal
   */
  static after(model: Model, marks: Marks, podUid: string, before: Held | undefined, held: Held | undefined): Model {
    const state = Model.stateOf(model);
    // Now and then an old model keeps a copy: whoever holds it does not hold all that came after it.
    const isCut = model.#depth >= SEGMENT + STEPS_TO_A_SLOT * model.rules.slots;
    const next = new Model(model.rules, marks, state, isCut ? 0 : model.#depth + 1);
    model.#state = isCut ? state.copy() : next;
    model.#podUid = podUid;
    model.#held = before;
    state.replace(podUid, before, held);
    return next;
  }

  /**
   * Makes the model after a pod has got its ranges.
   *
   * @param model - the model before
   * @param podUid - the pod, which has nothing yet
   * @param ranges - what it has got
   * @returns the model after
   * @internal
   */
  static granted(model: Model, podUid: string, ranges: readonly FoundRange[]): Model {
    const { marks } = model;
    const turn = Model.stateOf(model).nextTurn();
    return Model.after(model, marks, podUid, undefined, { ranges, epoch: marks.epoch, turn });
  }

  /**
   * Makes the model after a pod was told the ranges that it has: if it loses them now, no restart is to blame.
   *
   * @param model - the model before
   * @param podUid - the pod
   * @param held - what it has
   * @returns the model after
   * @internal
   */
  static seenAgain(model: Model, podUid: string, held: Held): Model {
    const { epoch } = model.marks;
    return held.epoch === epoch ? model : Model.after(model, model.marks, podUid, held, { ...held, epoch });
  }

  /**
   * Makes the model after a step that gives no pod anything and takes nothing away.
   *
   * @param model - the model before
   * @param marks - what has happened then
   * @returns the model after
   * @internal
   */
  static marked(model: Model, marks: Marks): Model {
    const same = Model.stateOf(model).pods.get("");
    return Model.after(model, marks, "", same, same);
  }

  /** Walks to the model that owns the state, and takes it along on the way back; each one on the way points home. */
  static #fetch(model: Model): ModelState {
    const path: Model[] = [];
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
  /** Whether a pod has given a range back. */
  readonly hasReleased: boolean;
  /** The live pods whose record is lost. */
  readonly lost: readonly string[];
}

/**
 * Makes the model of an allocator that has not been asked anything.
 *
 * @param options - its pool, and what it promises
 * @returns the model, to be handed to {@link judge} with the first operation
 * @example
 * ```ts
 * import { createModel, judge } from "userns-sim/testing";
 *
 * const model = createModel({ pool: { start: 65536, size: 131072 }, idsPerPod: 65536 });
 * const first = judge(model, { op: "allocate", podUid: "web" }, { start: 65536, size: 65536 });
 * first.finding; // => undefined
 * const second = judge(first.model, { op: "allocate", podUid: "db" }, { start: 65536, size: 65536 });
 * second.finding?.law; // => "disjoint"
 * ```
 */
export function createModel(options: ModelOptions): Model {
  return Model.first(rulesOf(options));
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
  return Model.stateOf(model)
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
  return model.rules.capacity - Model.stateOf(model).taken;
}
