import { createPool } from "../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../src/core/allocate/steps/allocate.ts";
import { release } from "../../src/core/allocate/steps/release.ts";
import { restore } from "../../src/core/allocate/steps/restore.ts";
import { STRATEGIES, STRATEGY_NAMES } from "../../src/core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../src/core/allocate/strategy/strategy.ts";
import { WRAPPER_NAMES, WRAPPERS, type WrapperName } from "../../src/core/allocate/wrappers/wrappers.ts";
import { drawInt } from "../../src/core/random/random.ts";
import { unwrap } from "../../src/core/result.ts";
import type { Growing } from "./calls.ts";

const IDS = 1024;

/** The number that a wrapper goes by. What costs more by what it says of itself does not grow. */
const NUMBERS: Readonly<Record<WrapperName, (slots: number) => number>> = {
  quarantine: (slots) => slots / 4,
  reserve: (slots) => slots / 4,
  sticky: () => 64,
};

type Make = (slots: number) => Strategy;

/** Every strategy, alone and in every wrapper. */
function makers(): readonly (readonly [string, Make])[] {
  return STRATEGY_NAMES.flatMap((name): (readonly [string, Make])[] => {
    const make: Make = () => STRATEGIES[name].make(1);
    return [
      [name, make],
      ...WRAPPER_NAMES.map((wrapper): readonly [string, Make] => [
        `${wrapper} around ${name}`,
        (slots) => WRAPPERS[wrapper].wrap(make(slots), NUMBERS[wrapper](slots)),
      ]),
    ];
  });
}

/** A history whose clock ticks once a step. What is refused is gone over, and costs as much as any other step. */
class History {
  state: Allocations;
  #now = 0;
  #seed = 1;

  constructor(make: Make, slots: number) {
    const pool = unwrap(createPool({ start: IDS, size: slots * IDS, idsPerPod: IDS }));
    this.state = emptyAllocations(pool, make(slots));
  }

  allocate(podUid: string, slots = 1): boolean {
    return this.#keep(allocate(this.state, podUid, { now: this.#now++, size: slots * IDS }));
  }

  release(podUid: string): boolean {
    return this.#keep(release(this.state, podUid, { now: this.#now++ }));
  }

  restore(podUid: string, slot: number): boolean {
    return this.#keep(restore(this.state, podUid, { start: (slot + 1) * IDS, size: IDS }, { now: this.#now++ }));
  }

  draw(bound: number): number {
    const { value, state } = drawInt(this.#seed, bound);
    this.#seed = state;
    return value;
  }

  #keep(result: ReturnType<typeof allocate | typeof release | typeof restore>): boolean {
    if (result.ok) this.state = result.value.state;
    return result.ok;
  }
}

/** Steps near an occupancy: a pod that has a range gives it back, another gets one. */
function churn(history: History, live: number, steps: number, sizes: number): void {
  for (let i = 0; i < live; i++) history.allocate(`pod-${i}`, 1 + history.draw(sizes));
  for (let i = 0; i < steps; i++) {
    const podUid = `pod-${history.draw(live * 2)}`;
    if (!history.release(podUid)) history.allocate(podUid, 1 + history.draw(sizes));
  }
}

const SCENES: Readonly<Record<string, (make: Make, slots: number) => void>> = {
  "filled, emptied and filled": (make, slots) => {
    const history = new History(make, slots);
    for (let i = 0; i < slots; i++) history.allocate(`pod-${i}`);
    for (let i = 0; i < slots; i++) history.release(`pod-${i}`);
    for (let i = 0; i < slots; i++) history.allocate(`pod-${slots - i}`);
  },
  "half full": (make, slots) => churn(new History(make, slots), slots / 2, slots, 1),
  "nearly full": (make, slots) => churn(new History(make, slots), Math.floor(slots * 0.9), slots, 1),
  "restored and written down": (make, slots) => {
    const history = new History(make, slots);
    // A prime, so this visits every slot.
    for (let i = 0; i < slots; i++) history.restore(`pod-${i}`, (i * 7919) % slots);
    for (let i = 0; i < slots; i += 2) history.release(`pod-${i}`);
    unwrap(fromSnapshot(JSON.parse(JSON.stringify(snapshot(history.state))), make(slots)));
  },
  "pods of several slots": (make, slots) => churn(new History(make, slots), Math.floor(slots / 5), slots / 2, 4),
};

/** Histories of as many steps as there are slots, or a few times as many. */
export function growing(): readonly Growing[] {
  return makers().flatMap(([name, make]) =>
    Object.entries(SCENES).map(([scene, run]) => ({
      name: `${name}, ${scene}`,
      run: (size: number) => run(make, size),
    })),
  );
}
