import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import type { Answer } from "../../src/testing/history/answer.ts";
import { MutableAllocator } from "../allocate/mutable.ts";
import type { Prepare } from "../support/suite.ts";
import { drawn } from "./drawn.ts";

/** The same generator and the same model, with the allocator that is changed in place. */
export const prepare: Prepare = (cell) =>
  drawn(cell, (pool) => {
    const allocator = new MutableAllocator(pool, randomScan({ seed: 1 }));
    return (operation): Answer => {
      if (operation.op === "restart") return DONE;
      const isAsking = operation.op === "allocate";
      const result = isAsking ? allocator.allocate(operation.podUid) : allocator.release(operation.podUid);
      if (!result.ok) return { error: result.error.code, code: result.error.code };
      const { start, size } = result.value.range;
      return isAsking ? { start, size } : DONE;
    };
  });

const DONE: Answer = { ok: true };
