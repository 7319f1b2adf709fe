import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import type { HistoryPool } from "../history/history.ts";
import { createModel } from "../model/create-model.ts";
import { promisesExcept } from "../model/judge-except.ts";
import type { Model } from "../model/model.ts";
import type { LawOptions } from "../model/own-laws.ts";
import type { AllocatorPromise } from "../model/rules.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "./adapter.ts";
import { strategyAdapter } from "./strategy-adapter.ts";

/**
 * Makes a strategy for a seed; one that does not draw leaves the seed aside.
 *
 * @param seed - where its draws begin
 * @returns the strategy
 */
export type MakeStrategy = (seed: number) => Strategy;

/** What can be tested: a strategy, as the function that makes it, or an allocator of any kind. */
export type Subject = MakeStrategy | AllocatorAdapter | AsyncAllocatorAdapter;

/** The same subject as an allocator. */
export function adapterOf(subject: MakeStrategy | AllocatorAdapter): AllocatorAdapter;
export function adapterOf(subject: Subject): AllocatorAdapter | AsyncAllocatorAdapter;
export function adapterOf(subject: Subject): AllocatorAdapter | AsyncAllocatorAdapter {
  return typeof subject === "function" ? strategyAdapter(subject) : subject;
}

export function nameOf({ name = "allocator" }: { readonly name?: string }): string {
  return name;
}

/** The most slots that a pod asks for where nobody says: an allocator may give everybody the same. */
export function mostSlots({ sizes = false }: { readonly sizes?: boolean }): number {
  return sizes ? 3 : 1;
}

/** What is known of an allocator that has not been asked anything. */
export function modelOf(
  { promises }: { readonly promises?: readonly AllocatorPromise[] },
  pool: HistoryPool,
  held: LawOptions = {},
): Model {
  const { idsPerPod, exclude } = pool;
  return createModel({ pool, idsPerPod, exclude, promises: promisesExcept(promises, held) });
}
