import { COURSE, CUTS, type CutName } from "userns-sim/lessons";

/** What somebody did in the lessons. */
export interface Progress {
  /** What was done about each question, by its name as `nameOf` writes it. */
  readonly questions: Readonly<Record<string, Given>>;
  /** The lessons that were gone through, by their IDs. */
  readonly finished: readonly string[];
  /** The cut that is gone through, if one is. */
  readonly cut?: CutName;
}

/** What was done about a question. */
export interface Given {
  /** The place of the choice, from 0. */
  readonly choice?: number;
  readonly typed?: string;
  /** Whether the answer was shown. */
  readonly shown?: true;
}

export const NO_PROGRESS: Progress = { questions: {}, finished: [] };

/** How much of a typed answer is kept. */
export const TYPED_LENGTH = 40;

/** More than the questions of the course, with room for those to come. */
const MOST_QUESTIONS = 1000;

/** What so many questions take, and more. */
const MOST_CHARACTERS = 200_000;

/** The name of a question in the whole course. */
export function nameOf(lesson: string, step: string, question: string): string {
  return `${lesson}/${step}/${question}`;
}

export function givenTo({ questions }: Progress, name: string): Given {
  return Object.hasOwn(questions, name) ? (questions[name] as Given) : {};
}

/** Answers a question, or shows its answer; what was done about it before stays where nothing else is said. */
export function withGiven(progress: Progress, name: string, given: Given): Progress {
  return {
    ...progress,
    questions: { ...progress.questions, [name]: { ...givenTo(progress, name), ...given } },
  };
}

export function isFinished({ finished }: Progress, lesson: string): boolean {
  return finished.includes(lesson);
}

export function withFinished(progress: Progress, lesson: string): Progress {
  return isFinished(progress, lesson) ? progress : { ...progress, finished: [...progress.finished, lesson] };
}

/** Goes through a cut, or through all lessons. */
export function withCut({ questions, finished }: Progress, cut: CutName | undefined): Progress {
  return { questions, finished, ...(cut === undefined ? {} : { cut }) };
}

/** As if the lesson had never been opened. */
export function withoutLesson({ questions, finished, ...rest }: Progress, lesson: string): Progress {
  return {
    ...rest,
    questions: Object.fromEntries(Object.entries(questions).filter(([name]) => !name.startsWith(`${lesson}/`))),
    finished: finished.filter((id) => id !== lesson),
  };
}

/** Writes it down as `readProgress` takes it. */
export function writeProgress({ questions, finished, cut }: Progress): string {
  return JSON.stringify({ version: 1, questions, finished, cut });
}

/** Reads what a store holds, which may be anything: what is not understood is left out. */
export function readProgress(text: string | null): Progress {
  if (text === null || text.length > MOST_CHARACTERS) return NO_PROGRESS;
  const { version, questions, finished, cut } = fieldsOf(parsed(text));
  if (version !== 1) return NO_PROGRESS;
  const read = Object.entries(fieldsOf(questions))
    .slice(0, MOST_QUESTIONS)
    .flatMap(([name, given]) => (isName(name) ? [[name, readGiven(given)] as const] : []));
  const ids = new Set(Array.isArray(finished) ? finished : []);
  return {
    questions: Object.fromEntries(read),
    finished: COURSE.filter(({ id }) => ids.has(id)).map(({ id }) => id),
    ...(isCut(cut) ? { cut } : {}),
  };
}

function isCut(value: unknown): value is CutName {
  return typeof value === "string" && Object.hasOwn(CUTS, value);
}

function readGiven(value: unknown): Given {
  const { choice, typed, shown } = fieldsOf(value);
  return {
    ...(typeof choice === "number" && Number.isInteger(choice) && choice >= 0 && choice < 26 ? { choice } : {}),
    ...(typeof typed === "string" ? { typed: typed.slice(0, TYPED_LENGTH) } : {}),
    ...(shown === true ? { shown } : {}),
  };
}

function isName(name: string): boolean {
  const [lesson = ""] = name.split("/");
  return /^\w+\/[\w-]+\/[\w-]+$/.test(name) && name.length <= 100 && COURSE.some(({ id }) => id === lesson);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
