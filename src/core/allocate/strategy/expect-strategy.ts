import { expectFunction, expectText, misuse } from "../../misuse/misuse.ts";
import type { Strategy } from "./strategy.ts";

/** A function that makes one is the usual slip: `firstFit` for `firstFit()`. */
export function expectStrategy(caller: string, label: string, strategy: Strategy): void {
  if (typeof strategy === "function")
    throw new TypeError(`${caller}: expected ${label} to be a strategy, got a function: call it`);
  if (typeof strategy !== "object" || strategy === null || !("propose" in strategy))
    throw misuse(caller, label, "a strategy such as firstFit()", strategy);
  expectText(caller, `the name of ${label}`, strategy.name);
  expectFunction(caller, `propose of ${label}`, strategy.propose, "a function");
}
