import type { Asked, LessonAnswer } from "../answer/answer.ts";
import type { TermId } from "../glossary/glossary.ts";
import type { Term } from "../glossary/term.ts";
import type { Picture } from "../picture/picture.ts";
import type { Source } from "../words/source.ts";
import type { Words } from "../words/words.ts";

/** The parts of the course, in its order. */
export const PARTS = ["numbers", "pods", "files", "breakout", "deeper"] as const;

/** A part of the course. */
export type LessonPart = (typeof PARTS)[number];

/**
 * Something that is so in every world, or is taken from the world.
 *
 * @typeParam World - what the lesson is about
 * @typeParam T - what is told
 */
export type Told<World, T> = T | FromWorld<World, T>;

/**
 * Takes something from the world.
 *
 * @typeParam World - what the lesson is about
 * @typeParam T - what is taken
 * @param world - as it is at that step
 */
export type FromWorld<World, T> = (world: World) => T;

/**
 * A lesson as its author writes it: a small program against the library.
 *
 * @typeParam World - what the lesson is about; inferred from `world`, which stands before `steps`
 */
export interface LessonSource<World> {
  /** Its name: `S01` to `S26` in the course. */
  readonly id: string;
  /** The part of the course. */
  readonly part: LessonPart;
  /** How long it takes. */
  readonly minutes: number;
  /** Lessons that stand earlier in the course: shown, never enforced. */
  readonly needs: readonly string[];
  /** The terms of the glossary that it explains. */
  readonly introduces: readonly TermId[];
  /** Terms of its own, by their names, which it explains too. */
  readonly terms?: Readonly<Record<string, Term>>;
  /** The statements that it looks at, `Z1` to `Z29`. */
  readonly statements: readonly string[];
  /** The title. */
  readonly title: Words;
  /** What the learner can do afterwards: "You can say …". */
  readonly goal: Words;
  /** Where all that is from. */
  readonly sources: readonly Source[];
  /** Its IDs do not depend on the seed, so that it has no variants. */
  readonly fixed?: true;
  /**
   * Makes the world with the library. The same seed gives the same world.
   *
   * @param seed - from which all is drawn that is random
   */
  readonly world: (seed: number) => World;
  /** 1 to 12 steps. */
  readonly steps: readonly StepSource<World>[];
}

/**
 * One step of a lesson: what is so, what that asks, and what it looks like.
 *
 * @typeParam World - what the lesson is about
 */
export interface StepSource<World> {
  /** Its name in the lesson. */
  readonly id: string;
  /** Changes the world from here on, without touching the one before. */
  readonly change?: FromWorld<World, World>;
  /** What is told before the questions, in at most 60 words. IDs come from the world. */
  readonly say: Told<World, Words>;
  /** What is asked. */
  readonly questions?: readonly QuestionSource<World>[];
  /** What is told once the questions are answered, in at most 60 words. */
  readonly after?: Told<World, Words>;
  /** The picture: plain data, drawn by whoever shows it. */
  readonly picture: FromWorld<World, Picture>;
}

/**
 * A question, which the library answers.
 *
 * @typeParam World - what the lesson is about
 */
export interface QuestionSource<World> {
  /** Its name in the step. */
  readonly id: string;
  /** The question. */
  readonly text: Told<World, Words>;
  /** Asks the library. */
  readonly ask: FromWorld<World, Asked>;
  /** What the answer is in the world of `COURSE_SEED`. */
  readonly expect: LessonAnswer;
  /** What there is to choose from; without it, the learner types the answer. */
  readonly choices?: readonly ChoiceSource<World>[];
}

/**
 * Something to choose. The right one is that whose `is` equals the answer.
 *
 * @typeParam World - what the lesson is about
 */
export interface ChoiceSource<World> {
  /** What it says. */
  readonly text: Told<World, Words>;
  /** The answer that it stands for. */
  readonly is: Told<World, LessonAnswer>;
  /** Why it is not so; every wrong choice says it. */
  readonly why?: Told<World, Words>;
}
