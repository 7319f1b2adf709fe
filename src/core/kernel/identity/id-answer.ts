import type { ContainerId } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import type { Process } from "../credentials/process.ts";
import { conclude, type Decision, type Step } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { Ids, Side } from "./id-change.ts";

/**
 * Checks the arguments of setresuid(2) and its like.
 *
 * @param caller - the exported function, for the messages
 * @param side - users or groups
 * @param ids - the real, effective and saved ID, as many as the call takes
 * @throws TypeError when one is not an integer. {@link TypeError}
 * @throws RangeError when one lies outside 0 to 4294967295. {@link RangeError}
 * @internal
 */
export function checkIds(caller: string, side: Side, ...ids: readonly ContainerId[]): void {
  for (const [index, id] of ids.entries()) checkUint32(caller, `the ${NAMES[index]} ${side} ID`, id);
}

/**
 * Takes the error out of the answer to a call that sets IDs.
 *
 * @param ids - the IDs, or the error
 * @returns the error, `undefined` where there is none
 * @internal
 */
export function errnoOf(ids: Ids | Errno): Errno | undefined {
  return typeof ids === "string" ? ids : undefined;
}

/**
 * Closes a question about a call that sets IDs.
 *
 * @param steps - the steps so far
 * @param ids - the IDs, or the error
 * @param withIds - gives the process with these IDs, and may add steps
 * @returns the decision
 * @internal
 */
export function answer(steps: Step[], ids: Ids | Errno, withIds: (ids: Ids) => Process): Decision<Process> {
  return conclude(steps, errnoOf(ids), () => withIds(ids as Ids));
}

const NAMES = ["real", "effective", "saved"] as const;
