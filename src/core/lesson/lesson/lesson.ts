import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";
import type { KeptDecision, LessonAnswer } from "../answer/answer.ts";
import type { TermId } from "../glossary/glossary.ts";
import type { Term } from "../glossary/term.ts";
import type { Picture } from "../picture/picture.ts";
import type { Source } from "../words/source.ts";
import type { Words } from "../words/words.ts";
import type { LessonPart } from "./lesson-source.ts";

/** What there is to say of a lesson without playing it. */
export interface LessonHead {
  /** Its name: `S01` to `S26` in the course. */
  readonly id: string;
  /** The part of the course. */
  readonly part: LessonPart;
  /** How long it takes. */
  readonly minutes: number;
  /** Lessons that stand earlier in the course. */
  readonly needs: readonly string[];
  /** The terms of the glossary that it explains. */
  readonly introduces: readonly TermId[];
  /** Terms of its own, by their names. */
  readonly terms: Readonly<Record<string, Term>>;
  /** The statements that it looks at. */
  readonly statements: readonly string[];
  /** The title. */
  readonly title: Words;
  /** What the learner can do afterwards. */
  readonly goal: Words;
  /** Where all that is from. */
  readonly sources: readonly Source[];
  /** Whether its IDs do not depend on the seed. */
  readonly fixed: boolean;
}

/** A lesson, closed over its world: it has no type parameter, so that a course is an array. */
export interface Lesson extends LessonHead {
  /**
   * Plays it.
   *
   * @param seed - makes the world
   * @returns all that is told, asked and answered, as plain data
   */
  play(seed: number): PlayedLesson;
  /**
   * Looks for host IDs in its worlds, for those that look for them in its texts.
   *
   * @param seed - makes the world
   * @returns the IDs from 65536 on that the worlds of its steps hold
   */
  heldIds(seed: number): readonly IdRange<HostId>[];
}

/** A lesson as it was played, as plain data. */
export interface PlayedLesson extends LessonHead {
  /** What made the world. */
  readonly seed: number;
  /** The steps, in order. */
  readonly steps: readonly PlayedStep[];
}

/** A step as it was played. */
export interface PlayedStep {
  /** Its name in the lesson. */
  readonly id: string;
  /** What is told before the questions. */
  readonly say: Words;
  /** What is asked. */
  readonly questions: readonly PlayedQuestion[];
  /** What is told once the questions are answered, if anything. */
  readonly after: Words | undefined;
  /** The picture. */
  readonly picture: Picture;
}

/** A question as it was played, with the answer of the library. */
export interface PlayedQuestion {
  /** Its name in the step. */
  readonly id: string;
  /** The question. */
  readonly text: Words;
  /** What the library answers. */
  readonly answer: LessonAnswer;
  /** The decision of the kernel behind the answer, if it is one with its steps. */
  readonly decision: KeptDecision | undefined;
  /** Why the library refuses, if the answer is a refusal. */
  readonly refusal: { readonly code: string } | undefined;
  /** What the author says that the answer is under `COURSE_SEED`. */
  readonly expect: LessonAnswer;
  /** What there is to choose from; `undefined` where the answer is typed. */
  readonly choices: readonly PlayedChoice[] | undefined;
}

/** Something to choose. */
export interface PlayedChoice {
  /** What it says. */
  readonly text: Words;
  /** The answer that it stands for. */
  readonly is: LessonAnswer;
  /** Whether that is the answer of the library. */
  readonly right: boolean;
  /** Why it is not so, or why it is. */
  readonly why: Words | undefined;
}
