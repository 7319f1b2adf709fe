import { expectFunction } from "../../core/misuse/misuse.ts";
import type { MakeStrategy } from "./subject.ts";

/** A strategy itself is the usual slip: each history needs one of its own. */
export function expectMaker(caller: string, make: MakeStrategy): void {
  expectFunction(caller, "make", make, "a function that makes a strategy, such as firstFit");
}
