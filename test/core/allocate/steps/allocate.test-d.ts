import { describe, expectTypeOf, it } from "vitest";
import type { Pool } from "../../../../src/core/allocate/pool/pool.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { ownerOf, rangeOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import type { Allocated } from "../../../../src/core/allocate/steps/allocated.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import type { AllocateError } from "../../../../src/core/allocate/strategy/allocate-error.ts";
import type { Proposal, RefusalReason, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import type { ContainerId, HostId } from "../../../../src/core/id/id.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import type { Result } from "../../../../src/core/result.ts";

declare const state: Allocations;
declare const pool: Pool;

describe("the allocator's types", () => {
  it("speak of host IDs", () => {
    expectTypeOf(allocate(state, "pod-a")).toEqualTypeOf<Result<Allocated, AllocateError>>();
    expectTypeOf(rangeOf(state, "pod-a")).toEqualTypeOf<IdRange<HostId> | undefined>();
    // @ts-expect-error a container's ID is no host ID
    ownerOf(state, 1000 as ContainerId);
  });

  it("take a strategy of any memory", () => {
    const typed: Strategy<{ readonly seen: number }> = {
      name: "typed",
      initial: { seen: 0 },
      propose: (_request, view, { seen }) => ({ ranges: [view.slotRange(0)], memory: { seen: seen + 1 } }),
    };
    expectTypeOf(emptyAllocations(pool, typed)).toEqualTypeOf<Allocations>();
    expectTypeOf(emptyAllocations(pool, randomScan({ seed: 1 }))).toEqualTypeOf<Allocations>();
  });

  it("want either a seed or draws", () => {
    // @ts-expect-error neither
    randomScan({});
    // @ts-expect-error both
    randomScan({ seed: 1, draws: [1] });
  });

  it("tell a proposal from a refusal", () => {
    const proposal = {} as Proposal<number>;
    if (proposal.refuse === undefined) expectTypeOf(proposal.memory).toEqualTypeOf<number>();
    else expectTypeOf(proposal.refuse).toEqualTypeOf<RefusalReason>();
    // @ts-expect-error a proposal says what to remember
    const silent: Proposal<number> = { ranges: [] };
    expectTypeOf(silent).toEqualTypeOf<Proposal<number>>();
  });

  it("let nobody make a state by hand", () => {
    // @ts-expect-error a plain object is no state
    const forged: Allocations = { toJSON: () => ({}) };
    expectTypeOf(forged).toEqualTypeOf<Allocations>();
  });
});
