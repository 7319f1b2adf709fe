import type { Answer } from "../history/answer.ts";
import type { HistoryOperation, HistoryStep } from "../history/operation.ts";
import type { AnyLaw } from "../laws/laws.ts";
import type { Sign } from "./signs.ts";

/** A history to be played: these operations, in the pool of the finding itself (0) or in that of another (from 1). */
export interface Relative<Step extends HistoryStep> {
  readonly operations: readonly (Step | HistoryOperation)[];
  readonly pool: number;
}

/** What the answer to the last step of a history breaks. */
export interface Breach {
  readonly law: AnyLaw;
  readonly answer: Answer;
}

/** What was done wrong and noticed late: relatives are to be played, and what their last step breaks comes back. */
export type Kin<Step extends HistoryStep> = Generator<Relative<Step>, ReadonlySet<AnyLaw>, Breach | undefined>;

/**
 * Finds which of the laws that others break are broken by what breaks one, given the smallest history that breaks it.
 *
 * - Where less was done before it, an answer of the same kind is wrong by another law.
 * - The step before the last one is where something went wrong, for without it nothing would show. Where that step, after
 *   the same or less, lets another question be answered wrongly, and without it the answer would not be wrong, it is the
 *   same mistake that shows. So it is with every step out of the ordinary, here and in the pools of the others.
 *
 * - So it is with every step out of the ordinary, in the pools of the others, too. But what a cleanup, a restore or a
 *   corrupt record is needed for has nothing to do with what breaks without it.
 *
 * What a history breaks before its last step says nothing: that is a defect which needs less than the whole.
 *
 * @param others - the laws, each broken in a pool of its own
 */
export function* kinOf<Step extends HistoryStep>(operations: readonly Step[], others: readonly AnyLaw[]): Kin<Step> {
  const kin = new Set<AnyLaw>();
  const done = operations.slice(0, -1);
  // The whole first: where chance decides, another law may be broken by it.
  const whole = yield { operations, pool: 0 };
  if (whole !== undefined) kin.add(whole.law);
  const [all = [], ...fewer] = partsOf(done.length);
  for (const part of fewer) {
    const breach = yield { operations: [...chosen(done, part), ...operations.slice(-1)], pool: 0 };
    if (breach !== undefined && (whole === undefined || isOfKind(breach, whole))) kin.add(breach.law);
  }
  const particular = all.filter((at) => isParticular(done[at]));
  const known = new Map<string, AnyLaw | undefined>();
  for (let pool = 0; pool <= others.length; pool++)
    for (const part of [all, ...fewer]) {
      if (!particular.every((at) => part.includes(at))) continue;
      const causes = part.filter((at) => isOdd(done, part, at) || (pool === 0 && at === done.length - 1));
      for (const question of causes.length === 0 ? [] : questions(operations)) {
        if (others.every((law) => kin.has(law))) return kin;
        const law = yield* brokenBy({ done, part, question, pool }, causes, known);
        if (law !== undefined) kin.add(law);
      }
    }
  return kin;
}

/** A refusal is wrong for other reasons than a range. */
function isOfKind({ answer }: Breach, whole: Breach): boolean {
  return "error" in answer === "error" in whole.answer;
}

interface Asked<Step extends HistoryStep> {
  readonly done: readonly Step[];
  /** The places of what is done of it. */
  readonly part: readonly number[];
  readonly question: HistoryOperation;
  readonly pool: number;
}

type Playing<Step extends HistoryStep> = Generator<Relative<Step>, AnyLaw | undefined, Breach | undefined>;

/** The law that is broken, if it is not without one of the causes. */
function* brokenBy<Step extends HistoryStep>(
  asked: Asked<Step>,
  causes: readonly number[],
  known: Map<string, AnyLaw | undefined>,
): Playing<Step> {
  const law = yield* lawOf(asked, known);
  if (law === undefined) return undefined;
  for (const at of causes) {
    const part = asked.part.filter((other) => other !== at);
    if ((yield* lawOf({ ...asked, part }, known)) !== law) return law;
  }
  return undefined;
}

/** Nothing is played twice. */
function* lawOf<Step extends HistoryStep>(
  { done, part, question, pool }: Asked<Step>,
  known: Map<string, AnyLaw | undefined>,
): Playing<Step> {
  const relative: Relative<Step> = { operations: [...chosen(done, part), question], pool };
  const key = JSON.stringify(relative);
  if (!known.has(key)) known.set(key, (yield relative)?.law);
  return known.get(key);
}

/** Pods come and go; that is why a second defect that needs them may have nothing to do with the first. */
function isOdd(done: readonly HistoryStep[], part: readonly number[], at: number): boolean {
  const step = done[at];
  if (step?.op !== "allocate") return step?.op !== "release";
  const earlier = chosen(done, part.slice(0, part.indexOf(at)));
  return earlier.some((other) => other.op === "allocate" && other.podUid === step.podUid);
}

/** Only programs and `explore` know these: a smallest history has one where it is to blame. */
function isParticular(step: HistoryStep | undefined): boolean {
  return step?.op === "cleanup" || step?.op === "restore" || step?.op === "corruptRecord";
}

function chosen<Step>(steps: readonly Step[], part: readonly number[]): readonly Step[] {
  return steps.filter((_, at) => part.includes(at));
}

/** More are as many as a history is long, squared. */
const ALL_OF = 7;

/** The places of a history, and these with some left out: all ways where there are few, else whatever stands side by side. */
function partsOf(length: number): readonly (readonly number[])[] {
  const all = [...Array(length).keys()];
  if (length <= ALL_OF)
    return Array.from({ length: 2 ** length }, (_, left) => all.filter((at) => Math.floor(left / 2 ** at) % 2 === 0));
  const fewer = all.flatMap((from) => all.slice(from).map((to) => all.filter((at) => at < from || at > to)));
  return [all, ...fewer];
}

/** Each pod asks, and one that was not there. */
function questions(operations: readonly HistoryStep[]): readonly HistoryOperation[] {
  const pods = [...new Set(operations.flatMap((step) => ("podUid" in step ? [step.podUid] : [])))];
  let other = "other";
  while (pods.includes(other)) other += "-";
  return [...pods, other].map((podUid) => ({ op: "allocate", podUid }));
}

/** A broken law, what is known to be broken with it, and what is peculiar about its history. */
export interface Related {
  readonly law: AnyLaw;
  readonly kin: ReadonlySet<AnyLaw>;
  readonly signs: ReadonlySet<Sign>;
}

/** Puts findings together that come of one defect: each with the first of them, whose kin it is or which is its. */
export function families<Finding extends Related>(
  findings: readonly Finding[],
): readonly (readonly [first: Finding, ...others: Finding[]])[] {
  const found: [Finding, ...Finding[]][] = [];
  for (const finding of findings) {
    const family = found.find((members) => members.some((one) => areKin(one, finding)));
    if (family === undefined) found.push([finding]);
    else family.push(finding);
  }
  return found;
}

/** Of those that come of one defect the one to be named: that of the smallest history, of equal ones the first. */
export function smallestOf<Finding>(
  family: readonly [first: Finding, ...others: Finding[]],
  sizeOf: (finding: Finding) => number,
): Finding {
  return family.reduce((smallest, other) => (sizeOf(other) < sizeOf(smallest) ? other : smallest));
}

/** What reaches past the last ID is outside of every pool, also where the former is told. */
function isWorse(law: AnyLaw, other: AnyLaw): boolean {
  return law === "no-last-id" && other === "in-pool";
}

export function areKin(one: Related, other: Related): boolean {
  if (isWorse(one.law, other.law) || isWorse(other.law, one.law)) return true;
  if (one.kin.has(other.law) || other.kin.has(one.law)) return true;
  return [...one.signs].some((sign) => other.signs.has(sign));
}
