import type * as fc from "fast-check";
import { expectFunction, expectObject } from "../../core/misuse/misuse.ts";

/** Whoever passes one of another copy of fast-check passes one, too. */
export function expectArbitrary(caller: string, label: string, arbitrary: fc.Arbitrary<unknown>): void {
  expectObject(caller, label, arbitrary, "an arbitrary");
  expectFunction(caller, `generate of ${label}`, arbitrary.generate, "a function, as every arbitrary has one");
}
