import { checkPodUid } from "../../src/core/allocate/pool/pod-uid.ts";
import { capacity, type Pool } from "../../src/core/allocate/pool/pool.ts";
import { slotRange } from "../../src/core/allocate/pool/slots.ts";
import { freeRunFrom, isFreeSlot, nextFreeSlot } from "../../src/core/allocate/state/free-slots.ts";
import { Core } from "../../src/core/allocate/state/slot-owners.ts";
import { askStrategy, badProposal } from "../../src/core/allocate/steps/ask-strategy.ts";
import { findPlace, isFlaw } from "../../src/core/allocate/steps/check-ranges.ts";
import type { ReleaseError } from "../../src/core/allocate/steps/release.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import type { AllocateError } from "../../src/core/allocate/strategy/allocate-error.ts";
import { countSlots, type PlaceRanges, placeRanges } from "../../src/core/allocate/strategy/place.ts";
import { type AllocateOptions, readNow, readSize } from "../../src/core/allocate/strategy/step-options.ts";
import type { PoolView, Strategy } from "../../src/core/allocate/strategy/strategy.ts";
import { checkUint32 } from "../../src/core/id/uint32.ts";
import type { IdRange } from "../../src/core/range/range.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { Prepare } from "../support/suite.ts";
import { churn } from "./churn.ts";

/**
 * The baseline: the same arrays, the same strategy, the same checks, the same objects returned; but there is one state,
 * and it is changed in place. What the library takes longer than this is the price of purity.
 */
export class MutableAllocator {
  readonly #core: Core;
  readonly #view: PoolView;
  #memory: unknown;

  constructor(pool: Pool, strategy: Strategy) {
    this.#core = Core.empty({
      pool,
      capacity: capacity(pool),
      strategy,
      strategyName: strategy.name,
      segment: 0,
    });
    this.#view = new MutableView(this.#core);
    this.#memory = strategy.initial;
  }

  allocate(podUid: string, options?: AllocateOptions): Result<Changed, AllocateError> {
    checkPodUid("allocate", podUid);
    const wanted = readSize("allocate", options);
    const now = readNow("allocate", options);
    const core = this.#core;
    const { pool, capacity, strategyName } = core.setup;
    const slots = wanted === undefined ? 1 : Math.ceil(wanted / pool.idsPerPod);
    const size = slots * pool.idsPerPod;
    const held = core.placeOf(podUid);
    if (held !== undefined) return ok(this.#changed(placeRanges(pool, held)));
    const { freeSlots } = core;
    if (freeSlots < slots) return err({ code: "exhausted", podUid, slots, freeSlots, capacity, text: "" });
    const answer = askStrategy(core.setup, { podUid, size, slots, now }, this.#view, this.#memory);
    if (!answer.ok) return answer;
    const { ranges, memory } = answer;
    const place = findPlace(core, ranges);
    if (isFlaw(place)) return badProposal(strategyName, place);
    const found = countSlots(place);
    if (found !== slots) return badProposal(strategyName, { code: "wrong-total", size: found, wanted: slots });
    core.toggle(podUid, place);
    this.#memory = memory;
    return ok(this.#changed(placeRanges(pool, place)));
  }

  release(podUid: string): Result<Changed, ReleaseError> {
    checkPodUid("release", podUid);
    const place = this.#core.placeOf(podUid);
    if (place === undefined) return err({ code: "not-allocated", podUid });
    this.#core.toggle(podUid, place);
    return ok(this.#changed(placeRanges(this.#core.setup.pool, place)));
  }

  #changed(ranges: PlaceRanges): Changed {
    return { state: this, range: ranges[0], ranges };
  }
}

interface Changed {
  readonly state: MutableAllocator;
  readonly range: IdRange;
  readonly ranges: readonly IdRange[];
}

class MutableView implements PoolView {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  get pool(): Pool {
    return this.#core.setup.pool;
  }

  get freeSlots(): number {
    return this.#core.freeSlots;
  }

  isFree(slot: number): boolean {
    return isFreeSlot(this.#core.free, checkUint32("isFree", "the slot", slot));
  }

  nextFree(slot: number): number | undefined {
    return nextFreeSlot(this.#core.free, checkUint32("nextFree", "the slot", slot));
  }

  freeRun(slot: number, most: number): number {
    const from = checkUint32("freeRun", "the slot", slot);
    return freeRunFrom(this.#core.free, from, checkUint32("freeRun", "most", most));
  }

  podAt(slot: number): string | undefined {
    return this.#core.podAt(checkUint32("podAt", "the slot", slot));
  }

  slotRange(slot: number): IdRange {
    return slotRange(this.#core.setup.pool, slot);
  }
}

/** The library's parts, changed in place. */
export const prepare: Prepare = (cell) =>
  churn(cell, (pool) => {
    const state = new MutableAllocator(pool, randomScan({ seed: 1 }));
    return {
      allocate(podUid) {
        const result = state.allocate(podUid);
        if (!result.ok) throw new Error(result.error.code);
      },
      release(podUid) {
        const result = state.release(podUid);
        if (!result.ok) throw new Error(result.error.code);
      },
    };
  });
