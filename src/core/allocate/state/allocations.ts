import { came } from "../../misuse/came.ts";
import { misuse, OTHER_COPY } from "../../misuse/misuse.ts";
import type { Place } from "../strategy/place.ts";
import { Core } from "./slot-owners.ts";
import { type AllocationsSnapshot, describeAllocations, tellAllocations } from "./snapshot-format.ts";

/**
 * Which pod has which host IDs, at one moment: a state of the allocator.
 *
 * It never changes. {@link allocate}, {@link release} and {@link restore} give a new state, and the old one stays valid
 * and can be continued, as often as wanted. It is opaque: ask it with {@link rangeOf}, {@link ownerOf} and
 * {@link entries}, write it down with {@link snapshot} or `JSON.stringify`. Two states are deeply equal, for `toEqual` and
 * `assert.deepStrictEqual`, when their pools, strategies' names, memories and ranges are.
 */
export interface Allocations {
  /**
   * Gives the state as plain data, for `JSON.stringify`.
   *
   * @returns the same as {@link snapshot}
   * @throws TypeError when the strategy's memory is no plain data.
   */
  toJSON(): AllocationsSnapshot;
  /**
   * The snapshot as JSON, but for memory that is no plain data. Whoever compares deeply, or shows a value, asks for it:
   * without it all states would be equal, since they have no field that can be seen.
   */
  readonly [Symbol.toStringTag]: string;
}

/** The only class of states. It is not exported from the package: a user has no call for its functions. */
export class State implements Allocations {
  // The newest state owns the arrays, in a core that is changed in place. Every other state only knows the one step
  // that leads to its neighbour, and the arrays are walked to the state that is used next:
  //
  //   first ──+a──▶ second ──+b──▶ third ──▶ core          third is in use
  //   first ──+a──▶ second ──▶ core ◀──+b── third          now second: b was toggled back
  //
  // A step is a pod and its slots, and undone by doing it again. So using the newest state costs what changing it in place
  // would. Every `segment` steps the chain is cut: the old state keeps a copy of the core and the new one goes on with
  // the core. That bounds the walk, and whoever keeps an old state does not keep all that came after it.
  //
  // The fields are inline, the depth included, because a second object a step would cost more than all of them.
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #link: State | Core;
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #podUid: string;
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #place: Place;
  readonly #depth: number;
  readonly #memory: unknown;

  private constructor(core: Core, depth: number, memory: unknown) {
    this.#link = core;
    this.#podUid = "";
    this.#place = 0;
    this.#depth = depth;
    this.#memory = memory;
  }

  toJSON(): AllocationsSnapshot {
    return describeAllocations(State.enter("toJSON", this), this.#memory);
  }

  get [Symbol.toStringTag](): string {
    // Also asked of the prototype, and of a Proxy.
    return #link in this ? tellAllocations(State.coreOf(this), this.#memory) : "Allocations";
  }

  /** @param core - a core that nothing else uses */
  static first(core: Core, memory: unknown): State {
    return new State(core, 0, memory);
  }

  /** Checks what a caller gives as a state, and gives what {@link State.coreOf} does. */
  static enter(caller: string, state: Allocations): Core {
    if (typeof state !== "object" || state === null || !(#link in state)) throw noState(caller, state);
    return State.coreOf(state);
  }

  /** Brings the arrays to a state, and gives them for reading. They are right until another state is used. */
  static coreOf(state: Allocations): Core {
    const link = (state as State).#link;
    if (!(link instanceof Core)) return State.#reroot(state as State);
    link.settle();
    return link;
  }

  static memoryOf(state: Allocations): unknown {
    return (state as State).#memory;
  }

  /**
   * Makes the state that differs in one pod.
   * @param place - the slots: free, and the pod without any; or all those of the pod
   */
  static step(before: Allocations, podUid: string, place: Place, memory: unknown): State {
    const state = before as State;
    const core = State.coreOf(state);
    const cut = state.#depth === core.setup.segment;
    const next = new State(core, cut ? 0 : state.#depth + 1, memory);
    const link = cut ? core.copy() : next;
    core.toggle(podUid, place);
    // Nothing is called from here on, so a strategy that fills the stack cannot stop between two of these lines.
    state.#link = link;
    state.#podUid = podUid;
    state.#place = place;
    return next;
  }

  /** Walks the core to a state, an edge at a time: between two edges all states are right, so the walk may be stopped. */
  static #reroot(state: State): Core {
    const path: State[] = [];
    let root = state;
    let link = root.#link;
    while (!(link instanceof Core)) {
      path.push(root);
      root = link;
      link = root.#link;
    }
    for (const next of path.reverse()) {
      link.toggle(next.#podUid, next.#place);
      root.#podUid = next.#podUid;
      root.#place = next.#place;
      root.#link = next;
      next.#link = link;
      root = next;
    }
    return link;
  }
}

function noState(caller: string, value: unknown): TypeError {
  return misuse(caller, "state", "made by emptyAllocations or fromSnapshot", value, insteadOfState(value));
}

function insteadOfState(value: unknown): string {
  const { state, schema, [Symbol.toStringTag]: tag } = Object(value);
  if (state !== undefined) return "the answer to a step: give its state";
  if (String(tag).startsWith("{")) return OTHER_COPY;
  if (schema !== undefined) return "a snapshot: make a state of it by fromSnapshot";
  const what = came(value);
  return what === "an object" ? "an object; a state does not survive structuredClone, its snapshot does" : what;
}
