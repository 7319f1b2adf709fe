import type { Decision } from "../../kernel/decision/decision.ts";
import { misuse } from "../../misuse/misuse.ts";
import { decisionOf } from "../answer/answer.ts";
import type { LadderPicture } from "./picture.ts";

/**
 * Makes a picture of a decision: a rung for each rule that was asked.
 *
 * @param decision - what a question about the kernel was answered with
 * @returns the picture
 * @throws TypeError for what has no steps
 * @example
 * ```ts
 * import { createProcess, existingFile, openFile } from "userns-sim/kernel";
 * import { drawPicture, ladder } from "userns-sim/lessons";
 *
 * const decision = openFile(createProcess({ uid: 1000, gid: 1000 }), existingFile({ mode: 0o644 }), "r");
 * drawPicture(ladder(decision), { language: "en", width: 60 });
 * // => [
 * //   "  owner? 1000 is not 0",
 * //   "  group? not in 0",
 * //   "> other bits r-- grant read",
 * //   "= allowed, as the rule other-bits decided",
 * // ]
 * ```
 */
export function ladder(decision: Decision<unknown>): LadderPicture {
  const kept = decisionOf(decision);
  if (kept === undefined) throw misuse("ladder", "decision", "a decision of the kernel", decision);
  return { kind: "ladder", decision: kept };
}
