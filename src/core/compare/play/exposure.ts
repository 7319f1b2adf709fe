import type { LeftFiles } from "../history/history.ts";
import { foreignUntil, type LongestFiles, withFiles } from "./longest-files.ts";
import type { Occupancy } from "./occupancy.ts";
import type { ExposureScore } from "./score.ts";

/**
 * Follows the files that pods leave behind, and which other pods run on their slots meanwhile: such a pod can act as the
 * owner of the files. A pod that comes back to its own slots meets its own files, which exposes nobody.
 *
 * Pods that run on one slot have their first slot in common: the allocator lets none share, and in the baseline all begin
 * with the same. So what comes while they run is followed once for the first slot, and not for each of them.
 */
export class Exposure {
  readonly #occupancy: Occupancy;
  readonly #files = new Map<number, LongestFiles>();
  readonly #clocks = new Map<number, Clock>();
  /** How far the ticks of a pod are behind those of its clock, unless it is apart. */
  readonly #behind = new Map<string, number>();
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
    let until = at;
    for (const slot of slots) {
      const foreign = foreignUntil(this.#files.get(slot), pod);
      if (foreign > at) this.#exposedSlots.add(slot);
      until = Math.max(until, foreign);
    }
    const ticks = until - at;
    if (ticks > 0) this.#starts++;
    const clock = this.#clockOf(slots);
    if (until === Math.max(clock.covered.until, at)) this.#behind.set(pod, clock.covered.ticks - ticks);
    else clock.apart = { pod, covered: { ticks, until } };
  }

  end(pod: string, slots: readonly number[], at: number, leaves: LeftFiles | undefined): void {
    this.#add(pod, slots, at);
    if (leaves === undefined || leaves.until <= at) return;
    const { until } = leaves;
    this.#left++;
    for (const slot of slots) {
      this.#files.set(slot, withFiles(this.#files.get(slot), pod, until));
      if (this.#occupancy.isTaken(slot)) this.#exposedSlots.add(slot);
    }
    this.#cover(this.#clockOf(slots), at, until);
  }

  /** Pods that run until the end count up to there. */
  finish(at: number, idsPerPod: number): ExposureScore {
    for (const [pod, slots] of this.#occupancy.pods) this.#add(pod, slots, at);
    return {
      left: this.#left,
      starts: this.#starts,
      ticks: this.#ticks,
      longest: this.#longest,
      hostIds: this.#exposedSlots.size * idsPerPod,
    };
  }

  #clockOf([first]: readonly number[]): Clock {
    const slot = first as number;
    const known = this.#clocks.get(slot);
    if (known !== undefined) return known;
    const clock: Clock = { covered: { ticks: 0, until: 0 }, apart: undefined };
    this.#clocks.set(slot, clock);
    return clock;
  }

  #cover(clock: Clock, from: number, to: number): void {
    clock.covered = cover(clock.covered, from, to);
    if (clock.apart === undefined) return;
    const { pod, covered } = clock.apart;
    const after = cover(covered, from, to);
    if (after.until < clock.covered.until) clock.apart = { pod, covered: after };
    else {
      this.#behind.set(pod, clock.covered.ticks - after.ticks);
      clock.apart = undefined;
    }
  }

  #add(pod: string, slots: readonly number[], at: number): void {
    const clock = this.#clockOf(slots);
    const behind = this.#behind.get(pod);
    const { ticks, until } = behind === undefined ? (clock.apart as Apart).covered : clock.covered;
    if (behind === undefined) clock.apart = undefined;
    this.#behind.delete(pod);
    const exposed = ticks - (behind ?? 0) - Math.max(0, until - at);
    this.#ticks += exposed;
    this.#longest = Math.max(this.#longest, exposed);
  }
}

/** What comes to a slot while pods run there. */
interface Clock {
  covered: Covered;
  /** The one pod that may not be exposed as long as the clock says, because the files that lie there longest are its own. */
  apart: Apart | undefined;
}

interface Apart {
  readonly pod: string;
  readonly covered: Covered;
}

/** How many ticks are exposed up to `until`, the last tick that is known to be. */
interface Covered {
  readonly ticks: number;
  readonly until: number;
}

/** Files come in order of time, so that a gap in front of `from` is never filled later. */
function cover({ ticks, until }: Covered, from: number, to: number): Covered {
  return { ticks: ticks + Math.max(0, to - Math.max(from, until)), until: Math.max(until, to) };
}
