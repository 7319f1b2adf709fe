import { isObject } from "../../core/misuse/came.ts";
import { expectArray, expectFunction, expectObject, misuse } from "../../core/misuse/misuse.ts";
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
  expectFunction(caller, "start of the adapter", adapter.start, "a function");
}

export function expectSubject(caller: string, subject: Subject): void {
  if (isStrategy(subject)) expectMaker(caller, subject as never);
  if (typeof subject !== "function") expectAdapter(caller, subject);
}

/** What may be set besides; all of it may be left out. */
export function expectOptions(caller: string, options: LawOptions & { readonly histories?: object }): void {
  expectObject(caller, "options", options, "an object such as { except: [] }");
  const { except, laws, histories } = options;
  if (except !== undefined) expectArray(caller, "except", except, "an array of the names of laws");
  if (histories !== undefined) expectObject(caller, "histories", histories, "an object such as { pods: 3 }");
  if (laws === undefined) return;
  expectObject(caller, "laws", laws, "an object such as { mine: (facts) => undefined }");
  for (const [name, holds] of Object.entries(laws)) expectFunction(caller, `the law ${name}`, holds, "a function");
}

function isStrategy(value: unknown): boolean {
  return isObject(value) && "propose" in value;
}
