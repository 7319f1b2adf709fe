import type { FoundRange } from "../history/finding.ts";

export interface Held {
  /** Its ranges, as they were given. */
  readonly ranges: readonly FoundRange[];
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

  constructor(idsPerPod: number) {
    this.#idsPerPod = idsPerPod;
  }

  get taken(): number {
    return this.#pieces.size;
  }

  get pods(): ReadonlyMap<string, Held> {
    return this.#pods;
  }

  /** In the order in which they got their ranges. */
  inOrder(): readonly (readonly [string, Held])[] {
    return [...this.#pods].sort(([, a], [, b]) => a.turn - b.turn);
  }

  nextTurn(): number {
    this.#turn++;
    return this.#turn;
  }

  /** Changes what a pod has, `undefined` for nothing, and gives what it had. */
  put(podUid: string, held: Held | undefined): Held | undefined {
    const before = this.#pods.get(podUid);
    this.replace(podUid, before, held);
    return before;
  }

  /** The same, for whoever has just looked up what it has. */
  replace(podUid: string, before: Held | undefined, held: Held | undefined): void {
    if (before !== undefined) for (const range of before.ranges) this.#give(range);
    if (held === undefined) this.#pods.delete(podUid);
    else {
      this.#pods.set(podUid, held);
      for (const range of held.ranges) this.#take(range);
    }
  }

  copy(): ModelState {
    const copy = new ModelState(this.#idsPerPod);
    copy.#turn = this.#turn;
    for (const [podUid, held] of this.#pods) copy.put(podUid, held);
    return copy;
  }

  /** Whether a live pod has at least one of the IDs. */
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
