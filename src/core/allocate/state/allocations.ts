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
export class Allocations {
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
  #link: Allocations | Core;
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

  /**
   * Gives the state as plain data, for `JSON.stringify`.
   *
   * @returns the same as {@link snapshot}
   * @throws TypeError when the strategy's memory is no plain data.
   */
  toJSON(): AllocationsSnapshot {
    return describeAllocations(Allocations.enter("toJSON", this), this.#memory);
  }

  /**
   * The snapshot as JSON, but for memory that is no plain data. Whoever compares deeply, or shows a value, asks for it:
   * without it all states would be equal, since they have no field that can be seen.
   */
  get [Symbol.toStringTag](): string {
    // Also asked of the prototype, and of a Proxy.
    return #link in this ? tellAllocations(Allocations.coreOf(this), this.#memory) : "Allocations";
  }

  /**
   * Makes the first state of a history.
   *
   * @param core - a core that nothing else uses
   * @param memory - what the strategy remembers
   * @returns the state
   * @internal
   */
  static first(core: Core, memory: unknown): Allocations {
    return new Allocations(core, 0, memory);
  }

  /**
   * Checks what a caller gives as a state, and brings the arrays to it.
   *
   * @param caller - the exported function, for the message
   * @param state - a state that this library made
   * @returns the core, as {@link Allocations.coreOf} gives it
   * @throws TypeError when the argument is no state.
   * @internal
   */
  static enter(caller: string, state: Allocations): Core {
    if (typeof state !== "object" || state === null || !(#link in state))
      throw new TypeError(
        `${caller}: expected a state made by emptyAllocations or fromSnapshot, got something else; a state does not survive structuredClone, its snapshot does`,
      );
    return Allocations.coreOf(state);
  }

  /**
   * Brings the arrays to a state, and gives them for reading. They are right until another state is used.
   *
   * @param state - a state that this library made
   * @returns the core that is now the state's own
   * @internal
   */
  static coreOf(state: Allocations): Core {
    const link = state.#link;
    return link instanceof Core ? link : Allocations.#reroot(state);
  }

  /**
   * Gives what the strategy remembers in a state.
   *
   * @param state - a state that this library made
   * @returns plain data
   * @internal
   */
  static memoryOf(state: Allocations): unknown {
    return state.#memory;
  }

  /**
   * Makes the state that differs in one pod.
   *
   * @param state - the state before, which stays valid
   * @param podUid - the UID of the pod that gets the slots or gives them back
   * @param place - the slots: free, and the pod without any; or all those of the pod
   * @param memory - what the strategy remembers from now on
   * @returns the state after
   * @internal
   */
  static step(state: Allocations, podUid: string, place: Place, memory: unknown): Allocations {
    const core = Allocations.coreOf(state);
    const cut = state.#depth === core.setup.segment;
    const next = new Allocations(core, cut ? 0 : state.#depth + 1, memory);
    const link = cut ? core.copy() : next;
    core.toggle(podUid, place);
    // Nothing is called from here on, so a strategy that fills the stack cannot stop between two of these lines.
    state.#link = link;
    state.#podUid = podUid;
    state.#place = place;
    return next;
  }

  /** Walks the core to a state, an edge at a time: between two edges all states are right, so the walk may be stopped. */
  static #reroot(state: Allocations): Core {
    const path: Allocations[] = [];
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
