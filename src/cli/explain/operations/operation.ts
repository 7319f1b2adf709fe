import type { Decision } from "../../../core/kernel/decision/decision.ts";
import type { FileWord, Operand, Question } from "../question/question.ts";
import type { World } from "../world/world.ts";

/** One thing that can be asked. */
export interface Operation {
  /** The options that it has, besides those of who asks. */
  readonly takes: readonly Operand[];
  /** The ones without which it has no meaning. */
  readonly needs?: readonly Operand[];
  /** The types that a file may have, where it is not all of them. */
  readonly fileTypes?: readonly FileWord[];
  /** What is asked for: what stands behind "asks to". */
  readonly words: (question: Question, world: World) => string;
  /** What there is in its world besides who asks, at most two lines. */
  readonly scene: (question: Question, world: World) => readonly string[];
  readonly decide: (question: Question, world: World) => Decision<unknown>;
}
