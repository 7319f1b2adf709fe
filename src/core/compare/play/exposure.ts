import type { LeftFiles } from "../history/history.ts";
import type { Occupancy } from "./occupancy.ts";
import type { ExposureScore } from "./score.ts";

/**
 * Follows the files that pods leave behind, and which other pods run on their slots meanwhile: such a pod can act as the
 * owner of the files. A pod that comes back to its own slots meets its own files, which exposes nobody.
 */
export class Exposure {
  readonly #occupancy: Occupancy;
  readonly #files = new Map<number, readonly OwnedFiles[]>();
  readonly #running = new Map<string, Covered>();
  readonly #exposedSlots = new Set<number>();
  #left = 0;
  #starts = 0;
  #ticks = 0;
  #longest = 0;

  /** Each step is noted in the occupancy first. */
  constructor(occupancy: Occupancy) {
    this.#occupancy = occupancy;
  }

  start(pod: string, slots: readonly number[], at: number): void {
    let covered: Covered = { ticks: 0, until: at };
    for (const slot of slots) {
      for (const { owner, until } of this.#filesOn(slot, at)) {
        if (owner === pod) continue;
        this.#exposedSlots.add(slot);
        covered = cover(covered, at, until);
      }
    }
    if (covered.until > at) this.#starts++;
    this.#running.set(pod, covered);
  }

  end(pod: string, slots: readonly number[], at: number, leaves: LeftFiles | undefined): void {
    this.#add(pod, at);
    if (leaves === undefined || leaves.until <= at) return;
    this.#left++;
    for (const slot of slots) {
      this.#files.set(slot, [...this.#filesOn(slot, at), { owner: pod, until: leaves.until }]);
      for (const other of this.#occupancy.podsOn(slot)) {
        this.#exposedSlots.add(slot);
        this.#running.set(other, cover(this.#running.get(other) as Covered, at, leaves.until));
      }
    }
  }

  /** Pods that run until the end count up to there. */
  finish(at: number, idsPerPod: number): ExposureScore {
    for (const pod of [...this.#running.keys()]) this.#add(pod, at);
    return {
      left: this.#left,
      starts: this.#starts,
      ticks: this.#ticks,
      longest: this.#longest,
      hostIds: this.#exposedSlots.size * idsPerPod,
    };
  }

  #add(pod: string, at: number): void {
    const { ticks, until } = this.#running.get(pod) as Covered;
    const exposed = ticks - Math.max(0, until - at);
    this.#running.delete(pod);
    this.#ticks += exposed;
    this.#longest = Math.max(this.#longest, exposed);
  }

  #filesOn(slot: number, at: number): readonly OwnedFiles[] {
    return (this.#files.get(slot) ?? []).filter(({ until }) => until > at);
  }
}

interface OwnedFiles {
  readonly owner: string;
  readonly until: number;
}

/** How many ticks of a pod's run are exposed up to `until`, the last tick that is known to be. */
interface Covered {
  readonly ticks: number;
  readonly until: number;
}

/** Files come in order of time, so that a gap in front of `from` is never filled later. */
function cover({ ticks, until }: Covered, from: number, to: number): Covered {
  return { ticks: ticks + Math.max(0, to - Math.max(from, until)), until: Math.max(until, to) };
}
