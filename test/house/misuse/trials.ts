import { inspect } from "node:util";
import { type Argument, argumentOf, type Row, WRONG, type Wrong } from "./row.ts";

/** One call with one thing wrong in it. */
export interface Trial {
  /** What is wrong, such as `mode: a wrong literal`. */
  readonly what: string;
  readonly args: readonly unknown[];
  readonly isTaken: boolean;
  readonly isRead: boolean;
}

/** Each argument, and each field of those with fields, however deep, is replaced by each of the wrong ones. */
export function trialsOf(row: Row): readonly Trial[] {
  const args = row.map(argumentOf);
  const right = args.map(({ value }) => value);
  return args.flatMap((arg, at) =>
    replaced(`argument ${at + 1}`, arg).map(({ value, ...rest }) => ({ ...rest, args: withOne(right, at, value) })),
  );
}

/** The first element of each list, or of each list in a field, and each of its fields, is replaced by each of the wrong ones. */
export function elementTrialsOf(row: Row): readonly Pick<Trial, "what" | "args">[] {
  const args = row.map(argumentOf);
  const right = args.map(({ value }) => value);
  return args.flatMap(({ value, fields }, at) => {
    const inFields = Object.entries(fields).flatMap(([name, field]) =>
      wrongElements(field.value).map((list) => ({ ...(value as object), [name]: list })),
    );
    return [...wrongElements(value), ...inFields].map((wrong) => ({
      what: `argument ${at + 1}`,
      args: withOne(right, at, wrong),
    }));
  });
}

function wrongElements(list: unknown): readonly unknown[] {
  if (!Array.isArray(list) || list.length === 0) return [];
  const [first, ...others] = list as readonly unknown[];
  const wrongs = (value: unknown): readonly unknown[] => [...Object.values(WRONG).map((wrong) => wrong(value)), -1];
  const isRecord = typeof first === "object" && first !== null && Object.getPrototypeOf(first) === Object.prototype;
  const parts = Object.entries(isRecord ? first : {}).flatMap(([key, value]) =>
    wrongs(value).map((wrong) => ({ ...(first as object), [key]: wrong })),
  );
  return [...wrongs(first), ...parts].map((wrong) => [wrong, ...others]);
}

function withOne(args: readonly unknown[], at: number, value: unknown): readonly unknown[] {
  return args.map((arg, index) => (index === at ? value : arg));
}

interface Replaced extends Omit<Trial, "args"> {
  readonly value: unknown;
}

function replaced(what: string, { value, takes, isRead, fields }: Argument): readonly Replaced[] {
  const whole = Object.entries(WRONG).map(([name, wrong]) => ({
    what: `${what}: ${name}`,
    value: wrong(value) as unknown,
    isTaken: takes.includes(name as Wrong),
    isRead,
  }));
  const parts = Object.entries(fields).flatMap(([name, field]) =>
    replaced(`${what}.${name}`, field).map((part) => ({
      ...part,
      value: { ...(value as object), [name]: part.value },
    })),
  );
  return [...whole, ...parts];
}

/** What came of a call: nothing, or what is to be said against it. */
export async function faultOf(name: string, call: unknown, trial: Trial): Promise<string | undefined> {
  let thrown: unknown;
  let answer: unknown;
  try {
    answer = await run(call, trial.args);
    if (trial.isTaken) return undefined;
    if (trial.isRead) return isRefusal(answer) ? undefined : `answers ${typeof answer}`;
    return "answers";
  } catch (caught) {
    thrown = caught;
  }
  if (!(thrown instanceof TypeError || thrown instanceof RangeError)) return `throws ${String(thrown)}`;
  if (trial.isTaken || trial.isRead) return `throws ${thrown.message}`;
  return thrown.message.startsWith(`${name}: `) && !ENGINE.test(thrown.message) ? undefined : thrown.message;
}

/** What a call throws that it expects, without who is called and what came; `undefined` when it does not throw. */
export async function saidOf(name: string, call: unknown, trial: Pick<Trial, "args">): Promise<string | undefined> {
  try {
    await run(call, trial.args);
    return undefined;
  } catch (thrown) {
    return (thrown as Error).message.replace(`${name}: expected `, "").replace(/, got .*$/s, "");
  }
}

/** What a reader answers to what is no text and no document: an error that names the kind, and nothing of what came. */
export async function refusalOf(call: unknown, { args, isRead }: Trial): Promise<string | undefined> {
  if (!isRead) return undefined;
  const answer = await run(call, args);
  return answer === undefined ? undefined : inspect(answer, { depth: null, breakLength: Number.POSITIVE_INFINITY });
}

/** Tells whether a call throws otherwise than a caller is told what he got wrong, in the name of the function. */
export async function isUnsaid(name: string, call: unknown, trial: Pick<Trial, "args">): Promise<boolean> {
  try {
    await run(call, trial.args);
    return false;
  } catch (thrown) {
    if (!(thrown instanceof TypeError || thrown instanceof RangeError)) return true;
    return !thrown.message.startsWith(`${name}: `) || ENGINE.test(thrown.message);
  }
}

/** How V8 words what it throws by itself. */
const ENGINE = /Cannot |is not a function|is not iterable|undefined is not|Invalid array length/;

function isRefusal(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return answer === undefined || answer === false;
  if ("ok" in answer) return answer.ok === false;
  if ("readings" in answer) return (answer.readings as readonly unknown[]).length === 0;
  // Readers of several lines or of a whole object answer with all that is wrong.
  return "problems" in answer ? (answer.problems as readonly unknown[]).length > 0 : Array.isArray(answer);
}

async function run(call: unknown, args: readonly unknown[]): Promise<unknown> {
  if (typeof call !== "function") throw new Error("is no function");
  return /^class\b/.test(Function.prototype.toString.call(call))
    ? Reflect.construct(call, args)
    : await (call as (...given: readonly unknown[]) => unknown)(...args);
}
