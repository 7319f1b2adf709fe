import { expectHistory } from "../history/expect-history.ts";
import type { History } from "../history/history.ts";
import type { HistoryOutcome } from "../history/outcome.ts";
import type { LawOptions } from "../model/own-laws.ts";
import { raced } from "../races/raced.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "../subject/adapter.ts";
import { expectAdapter, expectOptions } from "../subject/expect-maker.ts";
import { runLater, runNow } from "../subject/turns.ts";
import { judgedTwice } from "./judged.ts";

/**
 * Plays a history with an allocator, then once more with a new one, and looks for the first law that is broken. One that says
 * `concurrent: true` is asked once, for several pods at a time, in an order that the history's seed decides.
 *
 * @param adapter - starts the allocator
 * @param history - the history; what the allocator has no function for is left out
 * @param held - laws that are left aside, and laws of your own
 * @returns the answers and the first finding, or the promise of them when the adapter says `async: true`
 * @example
 * ```ts
 * import { runAllocator } from "userns-sim/testing";
 *
 * const pool = { start: 65536, size: 65536, idsPerPod: 65536, exclude: [] };
 * const history = { pool, seed: 1, operations: [{ op: "allocate", podUid: "web" }] } as const;
 * runAllocator({ start: () => ({ allocate: () => ({ error: "exhausted" }) }) }, history).finding?.law; // => "complete"
 * ```
 */
export function runAllocator(adapter: AllocatorAdapter, history: History, held?: LawOptions): HistoryOutcome;
export function runAllocator(
  adapter: AsyncAllocatorAdapter,
  history: History,
  held?: LawOptions,
): Promise<HistoryOutcome>;
export function runAllocator(
  adapter: AllocatorAdapter | AsyncAllocatorAdapter,
  history: History,
  held: LawOptions = {},
): HistoryOutcome | Promise<HistoryOutcome> {
  expectAdapter("runAllocator", adapter);
  expectHistory("runAllocator", history);
  expectOptions("runAllocator", held);
  if (adapter.async === true && adapter.concurrent === true) return raced(adapter, history, held);
  const run = judgedTwice(adapter, history, held);
  return adapter.async === true ? runLater(adapter, run) : runNow(adapter, run);
}
