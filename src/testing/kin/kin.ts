import type { HistoryStep } from "../history/operation.ts";
import type { AnyLaw } from "../laws/laws.ts";

/** What was done wrong and noticed late: relatives are to be played, and the law comes back that the last step breaks. */
export type Kin<Step extends HistoryStep> = Generator<readonly Step[], ReadonlySet<AnyLaw>, AnyLaw | undefined>;

/**
 * Finds the laws that are broken by what breaks one, given the smallest history that breaks it.
 *
 * - The same answer is wrong by another law where less was done before it.
 * - The step before the last one is where something went wrong, for without it nothing would show. Where that step, after
 *   the same or less, lets another question be answered wrongly, and without it the answer would not be wrong, it is the
 *   same mistake that shows.
 *
 * What a history breaks before its last step says nothing: that is a defect which needs less than the whole.
 */
export function* kinOf<Step extends HistoryStep>(
  operations: readonly Step[],
  ask: (podUid: string) => Step,
): Kin<Step> {
  const kin = new Set<AnyLaw>();
  const asked = operations.slice(-1);
  const done = operations.slice(0, -1);
  // The whole, too: where chance decides, another law may be broken by it.
  for (const less of [...lessThan(done), done]) {
    const law = yield [...less, ...asked];
    if (law !== undefined) kin.add(law);
  }
  const cause = done.slice(-1);
  const before = done.slice(0, -1);
  if (cause.length === 0) return kin;
  for (const less of [before, ...lessThan(before)])
    for (const question of questions(operations, ask)) {
      const law = yield [...less, ...cause, question];
      if (law === undefined || kin.has(law)) continue;
      if ((yield [...less, question]) !== law) kin.add(law);
    }
  return kin;
}

/** More are as many as a history is long, squared. */
const ALL_OF = 7;

/** The same with some left out: all ways where there are few, else whatever stands side by side. */
function lessThan<Step>(steps: readonly Step[]): readonly (readonly Step[])[] {
  if (steps.length <= ALL_OF)
    return Array.from({ length: 2 ** steps.length - 1 }, (_, chosen) =>
      steps.filter((_step, at) => Math.floor(chosen / 2 ** at) % 2 === 1),
    );
  return steps.flatMap((_, from) =>
    steps.slice(from).map((_step, more) => [...steps.slice(0, from), ...steps.slice(from + more + 1)]),
  );
}

/** Each pod asks, and one that was not there. */
function questions<Step extends HistoryStep>(
  operations: readonly Step[],
  ask: (podUid: string) => Step,
): readonly Step[] {
  const pods = [...new Set(operations.flatMap((step) => ("podUid" in step ? [step.podUid] : [])))];
  let other = "other";
  while (pods.includes(other)) other += "-";
  return [...pods, other].map(ask);
}

/** Puts findings together that come of one defect: each with the first of them, whose kin it is or which is its. */
export function families<Finding extends { readonly law: AnyLaw; readonly kin: ReadonlySet<AnyLaw> }>(
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

export function areKin<Finding extends { readonly law: AnyLaw; readonly kin: ReadonlySet<AnyLaw> }>(
  one: Finding,
  other: Finding,
): boolean {
  if (isWorse(one.law, other.law) || isWorse(other.law, one.law)) return true;
  return one.kin.has(other.law) || other.kin.has(one.law);
}
