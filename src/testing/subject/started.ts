import { isPromise } from "../../core/foreign.ts";
import { expectFunction, expectObject, misuse } from "../../core/misuse/misuse.ts";
import type { AsyncRunningAllocator, RunningAllocator } from "./adapter.ts";

/** What may be missing; what is there under such a name has to be a function. */
const OPTIONAL = ["release", "restart", "loseRecord", "stop"] as const;

/** What `start` gave. Of what has no `allocate` nothing would be asked, so that nothing could be found. */
export function started<T extends RunningAllocator | AsyncRunningAllocator>(allocator: T): T {
  const late = isPromise(allocator) ? "a promise; say `async: true` for that" : undefined;
  if (late !== undefined) throw misuse(START, GIVEN, TAKEN, allocator, late);
  expectObject(START, GIVEN, allocator, TAKEN);
  expectFunction(START, "allocate", allocator.allocate, "a function");
  for (const name of OPTIONAL) {
    const act: unknown = Reflect.get(allocator, name);
    if (act !== undefined) expectFunction(START, name, act, "a function");
  }
  return allocator;
}

/** It is the function that went wrong, whichever runner called it. */
const START = "start of the adapter";
const GIVEN = "what it gives";
const TAKEN = "an allocator { allocate }";
