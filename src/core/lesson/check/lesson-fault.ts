import type { LessonAnswer } from "../answer/answer.ts";
import type { LessonLanguage } from "../words/words.ts";

/** Where in a lesson something is. */
export interface LessonPlace {
  /** The lesson. */
  readonly lesson: string;
  /** The step; `undefined` for the lesson as a whole. */
  readonly step?: string | undefined;
  /** The question; `undefined` for the step as a whole. */
  readonly question?: string | undefined;
}

/** What is wrong with a lesson by itself. */
export type LessonFault =
  | LessonThrows
  | LessonStepCount
  | NameTwice
  | OtherAnswer
  | RightChoices
  | ChoicesAlike
  | ChoiceWithoutAnswer
  | ChoiceWithoutWhy
  | TooLong
  | LanguageMissing
  | SourceUnknown
  | TermUnknown
  | TypedId;

/** What is wrong with a lesson in its course. */
export type CourseFault = LessonTwice | NeedsLater | TermTooEarly | StatementUncovered | StatementUnknown;

/** A function of the lesson throws. */
export interface LessonThrows extends LessonPlace {
  readonly code: "lesson-throws";
  /** The seed of the world. */
  readonly seed: number;
  /** What it throws. */
  readonly message: string;
}

/** There are no steps, or more than 12. */
export interface LessonStepCount extends LessonPlace {
  readonly code: "step-count";
  /** How many there are. */
  readonly count: number;
}

/** Two steps, or two questions of one step, have one name. */
export interface NameTwice extends LessonPlace {
  readonly code: "name-twice";
}

/** The library answers otherwise than the author expects. */
export interface OtherAnswer extends LessonPlace {
  readonly code: "other-answer";
  /** What the author expects. */
  readonly expect: LessonAnswer;
  /** What the library answers. */
  readonly answer: LessonAnswer;
  /** Why, in the library's words; `undefined` where it has none. */
  readonly explanation: string | undefined;
}

/** Not exactly one of the choices is the answer. */
export interface RightChoices extends LessonPlace {
  readonly code: "right-choices";
  /** The seed of the world. */
  readonly seed: number;
  /** How many are. */
  readonly count: number;
  /** What the library answers. */
  readonly answer: LessonAnswer;
}

/** Two choices stand for one answer, or say the same. */
export interface ChoicesAlike extends LessonPlace {
  readonly code: "choices-alike";
  /** The positions of the two, from 0. */
  readonly choices: readonly [number, number];
}

/** A choice does not say which answer it stands for. */
export interface ChoiceWithoutAnswer extends LessonPlace {
  readonly code: "choice-without-answer";
  /** The position of the choice, from 0. */
  readonly choice: number;
}

/** A wrong choice does not say why it is wrong. */
export interface ChoiceWithoutWhy extends LessonPlace {
  readonly code: "choice-without-why";
  /** The position of the choice, from 0. */
  readonly choice: number;
}

/** A text has too many words. */
export interface TooLong extends LessonPlace {
  readonly code: "too-long";
  /** Which text it is. */
  readonly field: string;
  /** The language. */
  readonly language: LessonLanguage;
  /** How many words it has. */
  readonly words: number;
  /** How many it may have. */
  readonly limit: number;
}

/** A text is missing in a language. */
export interface LanguageMissing extends LessonPlace {
  readonly code: "language-missing";
  /** Which text it is. */
  readonly field: string;
  /** The language. */
  readonly language: LessonLanguage;
}

/** A source says nothing, or names a check that there is not. */
export interface SourceUnknown extends LessonPlace {
  readonly code: "source-unknown";
  /** The position of the source, from 0. */
  readonly source: number;
}

/** The lesson introduces a term that neither the glossary nor the lesson has. */
export interface TermUnknown extends LessonPlace {
  readonly code: "term-unknown";
  /** The name of the term. */
  readonly term: string;
}

/** A host ID was typed into a text: it stays while the world changes. */
export interface TypedId extends LessonPlace {
  readonly code: "typed-id";
  /** Which text it is. */
  readonly field: string;
  /** The language. */
  readonly language: LessonLanguage;
  /** The ID. */
  readonly id: number;
}

/** Two lessons have one name. */
export interface LessonTwice extends LessonPlace {
  readonly code: "lesson-twice";
}

/** A lesson needs one that does not stand before it. */
export interface NeedsLater extends LessonPlace {
  readonly code: "needs-later";
  /** The lesson that it needs. */
  readonly needs: string;
}

/** A lesson uses a term that neither it nor a lesson before it explains. */
export interface TermTooEarly extends LessonPlace {
  readonly code: "term-too-early";
  /** The name of the term. */
  readonly term: string;
  /** The language of the text. */
  readonly language: LessonLanguage;
  /** The text. */
  readonly text: string;
}

/** No lesson looks at a statement. */
export interface StatementUncovered {
  readonly code: "statement-uncovered";
  /** The statement. */
  readonly statement: string;
}

/** A lesson looks at a statement that there is not. */
export interface StatementUnknown extends LessonPlace {
  readonly code: "statement-unknown";
  /** The statement. */
  readonly statement: string;
}
