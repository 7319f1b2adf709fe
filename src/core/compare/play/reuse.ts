import type { Distances, ReuseScore } from "./score.ts";

/** Measures how long slots lie between the pod that gave them back and the next other pod that gets them. */
export class Reuse {
  readonly #released = new Map<number, { readonly pod: string; readonly starts: number; readonly at: number }>();
  readonly #starts: number[] = [];
  readonly #ticks: number[] = [];
  #started = 0;

  start(pod: string, slots: readonly number[], at: number): void {
    for (const slot of slots) {
      const last = this.#released.get(slot);
      this.#released.delete(slot);
      // What a pod gets back has not passed from one to another.
      if (last === undefined || last.pod === pod) continue;
      this.#starts.push(this.#started - last.starts);
      this.#ticks.push(at - last.at);
    }
    this.#started++;
  }

  end(pod: string, slots: readonly number[], at: number): void {
    for (const slot of slots) this.#released.set(slot, { pod, starts: this.#started, at });
  }

  /** `undefined` when no slot passed from one pod to another. */
  finish(): ReuseScore | undefined {
    const slots = this.#starts.length;
    return slots === 0 ? undefined : { slots, starts: distances(this.#starts), ticks: distances(this.#ticks) };
  }
}

function distances(unsorted: readonly number[]): Distances {
  const sorted = Float64Array.from(unsorted).sort();
  return { least: sorted[0] as number, median: sorted[Math.floor((sorted.length - 1) / 2)] as number };
}
