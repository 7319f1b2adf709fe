import type { FoundRange } from "../history/finding.ts";

/** What a live pod has. */
export interface Held {
  /** Its ranges, as they were given. */
  readonly ranges: readonly FoundRange[];
  /** How many restarts there had been. */
  readonly epoch: number;
  /** When it got them: larger than for those before it. */
  readonly turn: number;
}

/**
 * Who has what, to be looked up fast. It is changed in place; the one model that owns it is the latest one.
 *
 * Ranges are cut into pieces of `idsPerPod` from their start. As long as no two overlap, no two pieces start in the same
 * window `[w * idsPerPod, (w + 1) * idsPerPod)`, so one piece a window is all there is to remember:
 *
 * ```text
 * windows    |       0       |       1       |       2       |
 * pieces          [---- window 0 ----)  [---- window 1 ----)
 * ```
 */
export class ModelState {
  readonly #idsPerPod: number;
  readonly #pods = new Map<string, Held>();
  readonly #pieces = new Map<number, number>();
  /** How many ranges do not start at a multiple of a piece. */
  #outOfStep = 0;
  #turn = 0;

  /** Opens an empty state. */
  constructor(idsPerPod: number) {
    this.#idsPerPod = idsPerPod;
  }

  /** Counts the pieces that live pods have. */
  get taken(): number {
    return this.#pieces.size;
  }

  /**
   * All live pods.
   * @returns the pods and what they have, in no order
   */
  get pods(): ReadonlyMap<string, Held> {
    return this.#pods;
  }

  /**
   * Lists all live pods.
   * @returns the pods and what they have, in the order in which they got it
   */
  inOrder(): readonly (readonly [string, Held])[] {
    return [...this.#pods].sort(([, a], [, b]) => a.turn - b.turn);
  }

  /** Counts on. */
  nextTurn(): number {
    this.#turn++;
    return this.#turn;
  }

  /**
   * Changes what a pod has.
   * @param held - what it has from now on; `undefined` when nothing
   */
  put(podUid: string, held: Held | undefined): Held | undefined {
    const before = this.#pods.get(podUid);
    this.replace(podUid, before, held);
    return before;
  }

  /**
   * Changes what a pod has, for whoever has just looked it up.
   * @param before - what it has; `undefined` when nothing
   * @param held - what it has from now on; `undefined` when nothing
   */
  replace(podUid: string, before: Held | undefined, held: Held | undefined): void {
    if (before !== undefined) for (const range of before.ranges) this.#give(range);
    if (held === undefined) this.#pods.delete(podUid);
    else {
      this.#pods.set(podUid, held);
      for (const range of held.ranges) this.#take(range);
    }
  }

  /**
   * Copies the state.
   * @returns a state of its own with the same in it
   */
  copy(): ModelState {
    const copy = new ModelState(this.#idsPerPod);
    copy.#turn = this.#turn;
    for (const [podUid, held] of this.#pods) copy.put(podUid, held);
    return copy;
  }

  /**
   * Tells whether IDs belong to a live pod.
   * @returns `true` when at least one of the IDs does
   */
  overlaps(start: number, length: number): boolean {
    const size = this.#idsPerPod;
    for (let id = start; id < start + length; id += size) {
      const window = Math.floor(id / size);
      if (this.#pieces.has(window)) return true;
      // As long as all are in step, those in the windows beside this one end where it begins.
      if (this.#outOfStep === 0 && id % size === 0) continue;
      // Pieces that start in the windows beside this one reach into it only where one of the two is out of step.
      const before = this.#pieces.get(window - 1);
      if (before !== undefined && before + size > id) return true;
      const after = this.#pieces.get(window + 1);
      if (after !== undefined && after < id + size) return true;
    }
    return false;
  }

  #take({ start, size }: FoundRange): void {
    const step = this.#idsPerPod;
    if (start % step !== 0) this.#outOfStep++;
    for (let id = start; id < start + size; id += step) this.#pieces.set(Math.floor(id / step), id);
  }

  #give({ start, size }: FoundRange): void {
    const step = this.#idsPerPod;
    if (start % step !== 0) this.#outOfStep--;
    for (let id = start; id < start + size; id += step) this.#pieces.delete(Math.floor(id / step));
  }
}
