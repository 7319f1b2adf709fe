import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { entries } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import type { PoolView, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";

/** Strategies that are wrong in every way that a state could suffer from. Their memory is plain data all the same. */
export function wrongStrategies(): readonly Strategy[] {
  return [
    alwaysTheFirstSlot(),
    besideTheSlot(),
    pastThePool(),
    throwing(),
    deafAndThrowing(),
    meddling(),
    changingItsMind(),
    tooMuch(),
    oneSlotOften(),
  ];
}

/** Proposes slot 0 to everybody. */
export function alwaysTheFirstSlot(): Strategy<null> {
  return {
    name: "always-the-first-slot",
    initial: null,
    propose: (_request, view) => ({ ranges: [view.slotRange(0)], memory: null }),
  };
}

/** Proposes a range over two slots, where it can. */
export function besideTheSlot(): Strategy<number> {
  return {
    name: "beside-the-slot",
    initial: 0,
    propose: ({ size }, view, turn) => {
      const { start } = view.slotRange(view.nextFree(0) ?? 0);
      return { ranges: [{ start: start + (turn % 2), size }], memory: turn + 1 };
    },
  };
}

/** Proposes the slots behind the pool first. */
export function pastThePool(): Strategy<number> {
  return {
    name: "past-the-pool",
    initial: 0,
    propose: (_request, view, turn) => ({
      ranges: [view.slotRange(view.pool.slots - (turn % 3) + 1)],
      memory: turn + 1,
    }),
  };
}

/** Throws for every pod whose UID is short. */
export function throwing(): Strategy<null> {
  const { propose, ...rest } = firstFit();
  return {
    ...rest,
    name: "throwing",
    propose: (request, view, memory) => {
      if (request.podUid.length < 5) throw new Error("too short");
      return propose(request, view, memory);
    },
  };
}

/** Throws whenever it is told of anything. */
export function deafAndThrowing(): Strategy<null> {
  return { ...firstFit(), name: "deaf", released: fail, restored: fail };
}

function fail(): never {
  throw new Error("I do not want to know");
}

/** Uses states of its own while it is asked, and looks at views that it got long ago. */
export function meddling(): Strategy<null> {
  const inner = firstFit();
  const views: PoolView[] = [];
  const meddle = (view: PoolView): void => {
    views.push(view);
    for (const old of views.slice(-5)) old.nextFree(0);
    let own: Allocations = emptyAllocations(view.pool, inner);
    for (const podUid of ["x", "y", "z"]) {
      const result = allocate(own, podUid);
      if (result.ok) own = result.value.state;
    }
    release(own, "y");
    entries(own);
  };
  return {
    ...inner,
    name: "meddling",
    propose: (request, view, memory) => {
      meddle(view);
      return inner.propose(request, view, memory);
    },
    released: (_event, view) => {
      meddle(view);
      return null;
    },
    restored: (_event, view) => {
      meddle(view);
      return null;
    },
  };
}

/** Gives a slot more than was asked for, where it can, and one less in between. */
export function tooMuch(): Strategy<number> {
  return {
    name: "too-much",
    initial: 0,
    propose: ({ slots }, view, turn) => {
      const first = view.nextFree(0) ?? 0;
      const count = Math.max(1, view.freeRun(first, slots + (turn % 3) - 1));
      return { ranges: [{ ...view.slotRange(first), size: count * view.pool.idsPerPod }], memory: turn + 1 };
    },
  };
}

/** Gives the same free slot as often as slots were asked for. */
export function oneSlotOften(): Strategy<null> {
  return {
    name: "one-slot-often",
    initial: null,
    propose: ({ slots }, view) => {
      const range = view.slotRange(view.nextFree(0) ?? 0);
      return { ranges: Array.from({ length: slots }, () => range), memory: null };
    },
  };
}

/** Answers differently each time its proposal is read: first a good range, then slot 0. */
export function changingItsMind(): Strategy<null> {
  return {
    name: "changing-its-mind",
    initial: null,
    propose: (_request, view) => {
      const good = view.slotRange(view.nextFree(0) ?? 0);
      let reads = 0;
      const range = {
        get start(): number {
          return reads++ === 0 ? good.start : view.pool.start;
        },
        size: good.size,
      };
      return { ranges: [range], memory: null };
    },
  };
}
