import type { AllocateError } from "../../src/core/allocate/allocate-error.ts";
import { askStrategy } from "../../src/core/allocate/ask-strategy.ts";
import { Core } from "../../src/core/allocate/core.ts";
import { isFreeSlot, nextFreeSlot } from "../../src/core/allocate/free-slots.ts";
import { placeOf } from "../../src/core/allocate/place.ts";
import { checkPodUid } from "../../src/core/allocate/pod-uid.ts";
import { capacity, type Pool } from "../../src/core/allocate/pool.ts";
import type { ReleaseError } from "../../src/core/allocate/release.ts";
import { slotRange } from "../../src/core/allocate/slots.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import type { PoolView, Strategy } from "../../src/core/allocate/strategy.ts";
import { checkUint32 } from "../../src/core/id/uint32.ts";
import type { IdRange } from "../../src/core/range/range.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { Prepare } from "../support/suite.ts";
import { churn } from "./churn.ts";

/**
 * The baseline: the same arrays, the same strategy, the same checks, the same objects returned; but there is one state,
 * and it is changed in place. What the library takes longer than this is the price of purity.
 */
class MutableAllocator {
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

  allocate(podUid: string): Result<{ readonly state: MutableAllocator; readonly range: IdRange }, AllocateError> {
    checkPodUid("allocate", podUid);
    const core = this.#core;
    const { setup } = core;
    const held = core.slotOf(podUid);
    if (held !== undefined) return ok({ state: this, range: slotRange(setup.pool, held) });
    if (core.freeSlots === 0) return err({ code: "exhausted", podUid, capacity: setup.capacity, text: "" });
    const answer = askStrategy(setup, podUid, this.#view, this.#memory);
    if (!answer.ok) return answer;
    const { start, size, memory } = answer.value;
    const slot = placeOf(core, start, size);
    if (typeof slot !== "number") return err({ code: "bad-proposal", strategy: setup.strategyName, flaw: slot });
    core.toggle(podUid, slot);
    this.#memory = memory;
    return ok({ state: this, range: slotRange(setup.pool, slot) });
  }

  release(podUid: string): Result<{ readonly state: MutableAllocator; readonly range: IdRange }, ReleaseError> {
    checkPodUid("release", podUid);
    const slot = this.#core.slotOf(podUid);
    if (slot === undefined) return err({ code: "not-allocated", podUid });
    this.#core.toggle(podUid, slot);
    return ok({ state: this, range: slotRange(this.#core.setup.pool, slot) });
  }
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
