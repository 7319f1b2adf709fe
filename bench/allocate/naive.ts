import { drawInt } from "../../src/core/random/random.ts";
import type { IdRange } from "../../src/core/range/range.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { Prepare } from "../support/suite.ts";
import { churn } from "./churn.ts";

/** What one writes first: a state is plain data, and every step copies all of it. */
interface Copied {
  readonly owners: readonly (string | undefined)[];
  readonly slots: ReadonlyMap<string, number>;
  readonly seed: number;
}

type Answer = Result<{ readonly state: Copied; readonly range: IdRange }, { readonly code: string }>;

function allocate(state: Copied, podUid: string): Answer {
  const { owners, seed } = state;
  const held = state.slots.get(podUid);
  if (held !== undefined) return ok({ state, range: rangeOf(held) });
  const drawn = drawInt(seed, owners.length);
  const around = [...owners.keys()].map((i) => (drawn.value + i) % owners.length);
  const slot = around.find((candidate) => owners[candidate] === undefined);
  if (slot === undefined) return err({ code: "exhausted" });
  const slots = new Map(state.slots).set(podUid, slot);
  return ok({
    state: { owners: owners.map((owner, i) => (i === slot ? podUid : owner)), slots, seed: drawn.state },
    range: rangeOf(slot),
  });
}

function release(state: Copied, podUid: string): Answer {
  const slot = state.slots.get(podUid);
  if (slot === undefined) return err({ code: "not-allocated" });
  const slots = new Map(state.slots);
  slots.delete(podUid);
  return ok({
    state: { ...state, owners: state.owners.map((owner, i) => (i === slot ? undefined : owner)), slots },
    range: rangeOf(slot),
  });
}

function rangeOf(slot: number): IdRange {
  return { start: 65536 + slot * 65536, size: 65536 };
}

/** Copy on write, the naive way. */
export const prepare: Prepare = (cell) =>
  churn(cell, ({ slots }) => {
    let state: Copied = { owners: new Array<undefined>(slots).fill(undefined), slots: new Map(), seed: 1 };
    const go = (answer: Answer): void => {
      if (!answer.ok) throw new Error(answer.error.code);
      state = answer.value.state;
    };
    return {
      allocate: (podUid) => go(allocate(state, podUid)),
      release: (podUid) => go(release(state, podUid)),
    };
  });
