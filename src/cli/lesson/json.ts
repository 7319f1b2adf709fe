import type { Text } from "../base/line.ts";
import type { DisputeFacts, ExplainedStep } from "../output/decision.ts";
import type { Style } from "../output/style.ts";

/** What `userns-sim lesson --json` prints. A property that does not apply is null, never left out. */
export type LessonDocument = ListedDocument | ShownDocument | LearnedDocument | CheckedDocument | RefusedDocument;

/** A document, and how it reads: only who made it has loaded what that takes. JSON leaves functions out. */
export type LessonAnswer = LessonDocument & { readonly lines: (style: Style) => readonly Text[] };

export interface ListedDocument {
  readonly outcome: "listed";
  readonly lessons: readonly ListedLesson[];
}

/** A text in each language; null for one that a lesson of one's own has not. */
export interface TextFacts {
  readonly en: string | null;
  readonly de: string | null;
}

export interface ListedLesson {
  readonly id: string;
  readonly part: string;
  readonly minutes: number;
  readonly needs: readonly string[];
  readonly title: TextFacts;
  readonly goal: TextFacts;
  /** The cuts of the course that it is in. */
  readonly cuts: readonly string[];
}

export interface ShownDocument {
  readonly outcome: "shown";
  /** The language of what the decisions say. */
  readonly language: "en" | "de";
  /** Which variant, or null for the lessons of the course themselves. */
  readonly variant: number | null;
  readonly lessons: readonly ShownLesson[];
}

export interface ShownLesson extends ListedLesson {
  /** What made its world. */
  readonly seed: number;
  /** Where all that is from, in words. */
  readonly sources: readonly string[];
  /** Terms that it uses and that no lesson before it in the cut has introduced. */
  readonly terms: readonly TermFacts[];
  readonly steps: readonly ShownStep[];
}

export interface TermFacts {
  readonly name: TextFacts;
  readonly says: TextFacts;
}

export interface ShownStep {
  readonly id: string;
  readonly say: TextFacts;
  readonly questions: readonly ShownQuestion[];
  readonly after: TextFacts | null;
  /** The data of the picture, as `userns-sim/lessons` has it. */
  readonly picture: object;
}

export interface ShownQuestion {
  readonly id: string;
  readonly text: TextFacts;
  readonly answer: number | string;
  /** The decision of the kernel behind the answer; null where it is none. */
  readonly decision: QuestionDecision | null;
  /** What there is to choose from; null where the answer is typed. */
  readonly choices: readonly ShownChoice[] | null;
}

export interface QuestionDecision {
  readonly allowed: boolean;
  readonly errno: string | null;
  readonly decidedBy: string;
  readonly decidedAt: number;
  readonly disputed: DisputeFacts | null;
  readonly steps: readonly ExplainedStep[];
}

export interface ShownChoice {
  readonly text: TextFacts;
  readonly is: number | string;
  readonly right: boolean;
  readonly why: TextFacts | null;
}

/** Somebody answered in a terminal. */
export interface LearnedDocument {
  /** `left` where he left before the end. */
  readonly outcome: "done" | "left";
  readonly questions: number;
  readonly right: number;
}

export interface CheckedDocument {
  readonly outcome: "checked" | "faulty";
  /** The lessons that were replayed. */
  readonly lessons: readonly string[];
  readonly faults: readonly FaultFacts[];
}

export interface FaultFacts {
  readonly code: string;
  /** The lesson; null for what no lesson has. */
  readonly lesson: string | null;
  readonly step: string | null;
  readonly question: string | null;
  /** The same in English, with its place. */
  readonly text: string;
}

/** There is no such variant. */
export interface RefusedDocument {
  readonly outcome: "refused";
  readonly text: string;
}
