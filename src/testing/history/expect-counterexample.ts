import { expectArray, expectField, expectObject, expectOneOf, expectText } from "../../core/misuse/misuse.ts";
import { findingEnglish } from "./english.ts";
import { expectAnswer, expectHistory, expectOperation } from "./expect-history.ts";
import type { LawFinding } from "./finding.ts";
import { HISTORY_STEPS } from "./operation.ts";
import type { Counterexample } from "./outcome.ts";

export function expectCounterexample(caller: string, counterexample: Counterexample): void {
  expectObject(caller, "counterexample", counterexample, "what a check, a run or the explorer has found");
  expectText(caller, "subject", counterexample.subject);
  expectHistory(caller, counterexample.history);
  expectArray(caller, "answers", counterexample.answers, "an array of answers");
  for (const [at, answer] of counterexample.answers.entries()) {
    expectAnswer(caller, answer);
    const operation = counterexample.history.operations[at];
    if (operation !== undefined) expectOperation(caller, operation, HISTORY_STEPS);
  }
  expectFinding(caller, counterexample.finding);
}

export function expectFinding(caller: string, finding: LawFinding): void {
  expectField(caller, "finding", finding, "fault", "what judge, a check or a run has found");
  expectText(caller, "law", finding.law);
  expectOperation(caller, finding.operation, HISTORY_STEPS);
  expectAnswer(caller, finding.answer);
  expectOneOf(caller, "fault.code", finding.fault.code, Object.keys(findingEnglish.faults));
}
