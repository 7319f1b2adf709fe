import { isObject } from "../../core/misuse/came.ts";
import {
  expectArray,
  expectBoolean,
  expectFunction,
  expectObject,
  expectOneOf,
  expectText,
  misuse,
} from "../../core/misuse/misuse.ts";
import { ALL_LAWS } from "../laws/laws.ts";
import { expectPromises } from "../model/expect-model-options.ts";
import type { LawOptions } from "../model/own-laws.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "./adapter.ts";
import type { MakeStrategy, Subject } from "./subject.ts";

/** A strategy itself is the usual slip: each history needs one of its own. */
export function expectMaker(caller: string, make: MakeStrategy): void {
  const got = isStrategy(make) ? "a strategy: give the function that makes it" : undefined;
  if (typeof make !== "function")
    throw misuse(caller, "make", "a function that makes a strategy, such as firstFit", make, got);
}

export function expectAdapter(caller: string, adapter: AllocatorAdapter | AsyncAllocatorAdapter): void {
  expectObject(caller, "adapter", adapter, "an adapter { start }");
  const got = isStrategy(adapter) ? "a strategy, which is no allocator" : undefined;
  if (got !== undefined) throw misuse(caller, "adapter", "an adapter { start }", adapter, got);
  expectFunction(caller, "start of the adapter", adapter.start, "a function");
  const { name, promises, sizes } = adapter;
  if (name !== undefined) expectText(caller, "name of the adapter", name);
  if (promises !== undefined) expectPromises(caller, promises);
  if (sizes !== undefined) expectBoolean(caller, "sizes of the adapter", sizes);
}

export function expectSubject(caller: string, subject: Subject): void {
  if (isStrategy(subject)) expectMaker(caller, subject as never);
  if (typeof subject !== "function") expectAdapter(caller, subject);
}

/** What may be set besides; all of it may be left out. */
export function expectOptions(caller: string, options: LawOptions & { readonly histories?: object }): void {
  expectObject(caller, "options", options, "an object such as { except: [] }");
  const { except, laws, histories } = options;
  if (histories !== undefined) expectObject(caller, "histories", histories, "an object such as { pods: 3 }");
  if (laws !== undefined) expectOwnLaws(caller, laws);
  if (except === undefined) return;
  expectArray(caller, "except", except, "an array of the names of laws");
  if (except.length === 0) return;
  const known = [...ALL_LAWS, ...Object.keys(laws ?? {})];
  for (const law of except) expectOneOf(caller, "each of except", law, known);
}

function expectOwnLaws(caller: string, laws: NonNullable<LawOptions["laws"]>): void {
  expectObject(caller, "laws", laws, "an object such as { mine: (facts) => undefined }");
  for (const [name, holds] of Object.entries(laws)) {
    // A finding says no more than the name of what is broken.
    if (ALL_LAWS.some((law) => law === name))
      throw new TypeError(`${caller}: expected each of laws to have a name of its own, got ${JSON.stringify(name)}`);
    expectFunction(caller, `the law ${name}`, holds, "a function");
  }
}

function isStrategy(value: unknown): boolean {
  return isObject(value) && "propose" in value;
}
