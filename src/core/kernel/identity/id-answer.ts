import type { ContainerId } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import type { Process } from "../credentials/process.ts";
import { conclude, type Decision, type Step } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { Ids, Side } from "./id-change.ts";

/**
 * Checks the arguments of setresuid(2) and its like.
 * @param ids - the real, effective and saved ID, as many as the call takes
 */
export function checkIds(caller: string, side: Side, ...ids: readonly ContainerId[]): void {
  for (const [index, id] of ids.entries()) checkUint32(caller, `the ${NAMES[index]} ${side} ID`, id);
}

/** Takes the error out of the answer to a call that sets IDs. */
export function errnoOf(ids: Ids | Errno): Errno | undefined {
  return typeof ids === "string" ? ids : undefined;
}

/**
 * Closes a question about a call that sets IDs.
 * @param withIds - gives the process with these IDs, and may add steps
 */
export function answer(steps: Step[], ids: Ids | Errno, withIds: (ids: Ids) => Process): Decision<Process> {
  return conclude(steps, errnoOf(ids), () => withIds(ids as Ids));
}

const NAMES = ["real", "effective", "saved"] as const;
