import type { Decision } from "../../core/kernel/decision/decision.ts";
import type { Operand, Question } from "./question.ts";
import type { World } from "./world.ts";

/** One thing that can be asked. */
export interface Operation {
  /** The options that it has, besides those of who asks. */
  readonly takes: readonly Operand[];
  /** What is asked for: what stands behind "asks to". */
  readonly words: (question: Question, world: World) => string;
  /** What there is in its world besides who asks, at most two lines. */
  readonly scene: (question: Question, world: World) => readonly string[];
  readonly decide: (question: Question, world: World) => Decision<unknown>;
}
