import { createPool } from "../../core/allocate/pool/pool.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { unwrap } from "../../core/result.ts";
import type { Answer } from "../history/answer.ts";
import type { HistoryOperation } from "../history/operation.ts";
import type { AllocatorAdapter } from "./adapter.ts";
import { startStrategy, stepStrategy } from "./strategy-steps.ts";

/** A strategy in the allocator of this library, as an allocator among others. */
export function strategyAdapter(make: (seed: number) => Strategy): AllocatorAdapter {
  const { name, promises } = make(0);
  return {
    name,
    sizes: true,
    ...(promises === undefined ? {} : { promises }),
    start: (given, seed) => {
      const pool = unwrap(createPool(given));
      const makeNext = (): Strategy => make(seed);
      let state = startStrategy(pool, makeNext());
      const perform = (operation: HistoryOperation): Answer => {
        const step = stepStrategy(state, operation, pool, makeNext);
        ({ state } = step);
        return step.answer;
      };
      return {
        allocate: (podUid, size) =>
          perform(size === undefined ? { op: "allocate", podUid } : { op: "allocate", podUid, size }),
        release: (podUid) => perform({ op: "release", podUid }),
        restart: () => perform({ op: "restart" }),
        loseRecord: (podUid) => perform({ op: "loseRecord", podUid }),
      };
    },
  };
}
