import { NO_ID } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { expectObject } from "../../misuse/misuse.ts";

/** When a step happens. */
export interface StepOptions {
  /**
   * The time, in ticks of the caller's own: an integer from 0 to 2^53 - 1. Only strategies that let ranges rest look at it.
   *
   * @defaultValue 0
   */
  readonly now?: number;
}

/** What a pod is to get, and when. */
export interface AllocateOptions extends StepOptions {
  /**
   * How many host IDs the pod needs, 1 to 4294967295. It gets whole slots: as many as these take.
   *
   * @defaultValue the pool's `idsPerPod`, or what the pod has
   */
  readonly size?: number;
}

/** Reads the time of a step. A getter may use states, so it is called before the core is fetched. */
export function readNow(caller: string, options: StepOptions | undefined): number {
  if (options === undefined) return 0;
  expectObject(caller, "options", options, "an object such as { now: 5 }");
  const { now = 0 } = options;
  return checkInteger(caller, "now", now, 0, Number.MAX_SAFE_INTEGER);
}

/**
 * Reads the size that a pod asks for, as {@link readNow} reads the time.
 * @returns the number of host IDs, or `undefined` for the default
 */
export function readSize(caller: string, options: AllocateOptions | undefined): number | undefined {
  const size = options?.size;
  return size === undefined ? undefined : checkInteger(caller, "size", size, 1, NO_ID);
}
