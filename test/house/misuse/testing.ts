import { allocate, createPool, emptyAllocations, firstFit, release, unwrap } from "../../../src/index.ts";
import type { AllocatorAdapter } from "../../../src/testing.ts";
import { optional, type Row, taking } from "./row.ts";

const make = () => firstFit();
const adapter: AllocatorAdapter = {
  start: (given) => {
    let state = emptyAllocations(unwrap(createPool(given)), firstFit());
    return {
      allocate: (podUid) => {
        const given = allocate(state, podUid);
        if (!given.ok) return { error: given.error.code, code: given.error.code };
        state = given.value.state;
        return given.value.range;
      },
      release: (podUid) => {
        const given = release(state, podUid);
        if (given.ok) state = given.value.state;
        return { ok: true };
      },
    };
  },
};
/** At once found wanting, so that nothing runs for long. */
const wanting: AllocatorAdapter = {
  start: () => ({ allocate: () => ({ start: 0, size: 1 }), release: () => ({ ok: true }) }),
};
const few = optional(taking({ numRuns: 1 }, "an empty object"));
const small = optional(taking({ operations: 1 }, "an empty object"));
const bounds = optional(taking({ slots: 1 }, "an empty object"));

/** The subjects of the kit and what is done with them. */
export const testingRows: Readonly<Record<string, Row>> = {
  assertAllocator: [adapter, few],
  assertStrategy: [make, few],
  checkAllocator: [wanting, few],
  checkStrategy: [make, few],
  allocatorProperty: [adapter, few],
  strategyLaw: ["disjoint", make, optional(taking({}, "an empty object"))],
  strategyProperty: [make, few],
  explore: [wanting, bounds],
  soak: [wanting, small],
};
