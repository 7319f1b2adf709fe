import type { ReturnScore } from "./score.ts";

/** Watches whether pods that come back get the slots that they had. */
export class Returns {
  readonly #last = new Map<string, readonly number[]>();
  #starts = 0;
  #kept = 0;

  start(pod: string, slots: readonly number[]): void {
    const last = this.#last.get(pod);
    this.#last.set(pod, slots);
    if (last === undefined) return;
    this.#starts++;
    if (last.length === slots.length && last.every((slot, i) => slot === slots[i])) this.#kept++;
  }

  finish(): ReturnScore {
    return { starts: this.#starts, kept: this.#kept };
  }
}
