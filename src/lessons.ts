/**
 * A course about user namespaces that asks first and shows then, and what it takes to write lessons of one's own.
 *
 * @module userns-sim/lessons
 */

export { type Asked, answerOf, type KeptDecision, type LessonAnswer } from "./core/lesson/answer/answer.ts";
export { isAnswer } from "./core/lesson/answer/is-answer.ts";
export { checkCourse, termsToShow } from "./core/lesson/check/check-course.ts";
export { type CheckLessonOptions, checkLesson } from "./core/lesson/check/check-lesson.ts";
export { explain } from "./core/lesson/check/explain-fault.ts";
export type {
  ChoicesAlike,
  ChoiceWithoutAnswer,
  ChoiceWithoutWhy,
  CourseFault,
  LanguageMissing,
  LessonFault,
  LessonPlace,
  LessonStepCount,
  LessonThrows,
  LessonTwice,
  NameTwice,
  NeedsLater,
  OtherAnswer,
  RightChoices,
  SourceUnknown,
  StatementUncovered,
  StatementUnknown,
  TermTooEarly,
  TermUnknown,
  TooLong,
  TypedId,
} from "./core/lesson/check/lesson-fault.ts";
export {
  choiceLetter,
  type FixedLesson,
  type KeyAnswer,
  type Variant,
  type VariantFaulty,
  variant,
} from "./core/lesson/check/variant.ts";
export { COURSE, CUTS, type CutName } from "./core/lesson/course.ts";
export type { DrawOptions } from "./core/lesson/drawn/draw-options.ts";
export { drawPicture } from "./core/lesson/drawn/draw-picture.ts";
export { glossary, type TermId } from "./core/lesson/glossary/glossary.ts";
export type { Term } from "./core/lesson/glossary/term.ts";
export { termsIn } from "./core/lesson/glossary/term-uses.ts";
export { defineLesson } from "./core/lesson/lesson/define-lesson.ts";
export type {
  Lesson,
  LessonHead,
  PlayedChoice,
  PlayedLesson,
  PlayedQuestion,
  PlayedStep,
} from "./core/lesson/lesson/lesson.ts";
export {
  type ChoiceSource,
  type FromWorld,
  type LessonPart,
  type LessonSource,
  PARTS,
  type QuestionSource,
  type StepSource,
  type Told,
} from "./core/lesson/lesson/lesson-source.ts";
export { COURSE_SEED, playLesson } from "./core/lesson/lesson/play-lesson.ts";
export { ladder } from "./core/lesson/picture/ladder.ts";
export { matrix } from "./core/lesson/picture/matrix.ts";
export { observers } from "./core/lesson/picture/observers.ts";
export { owner } from "./core/lesson/picture/owner.ts";
export type {
  LadderPicture,
  MatrixCell,
  MatrixPicture,
  MatrixRow,
  ObserversPicture,
  OwnerPicture,
  Picture,
  RulerMark,
  RulerPicture,
  Seen,
  SlotsPicture,
  TakenSlot,
  TimelineEvent,
  TimelinePicture,
} from "./core/lesson/picture/picture.ts";
export { ruler } from "./core/lesson/picture/ruler.ts";
export { slots } from "./core/lesson/picture/slots.ts";
export { timeline } from "./core/lesson/picture/timeline.ts";
export { LIVE_CHECKS, type LiveCheck } from "./core/lesson/words/live-checks.ts";
export type { CheckSource, CodeSource, ManualSource, ReportSource, Source } from "./core/lesson/words/source.ts";
export { LANGUAGES, type Label, type LessonLanguage, sayIn, type Words } from "./core/lesson/words/words.ts";
