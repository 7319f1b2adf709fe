import { OPERATIONS } from "./operations/operations.ts";
import type { Question } from "./question/question.ts";
import type { World } from "./world/world.ts";

/** Who asks what of whom. */
export function sentenceOf(question: Question, world: World): string {
  const { op, uid, gid, map } = question;
  const who = `User ${uid}, group ${gid} of ${map === undefined ? "the host" : `a pod, kuid ${world.process.euid},`}`;
  return `${who} asks to ${OPERATIONS[op].words(question, world)}.`;
}
