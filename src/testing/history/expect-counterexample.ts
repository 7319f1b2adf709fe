import { isObject } from "../../core/misuse/came.ts";
import { expectArray, expectField, expectObject, expectOneOf, expectText, misuse } from "../../core/misuse/misuse.ts";
import { findingEnglish } from "./english.ts";
import { expectAnswer, expectHistory, expectOperation } from "./expect-history.ts";
import type { LawFinding } from "./finding.ts";
import { HISTORY_STEPS } from "./operation.ts";
import type { Counterexample } from "./outcome.ts";

export function expectCounterexample(caller: string, counterexample: Counterexample): void {
  const isReport = isObject(counterexample) && "counterexample" in counterexample;
  if (isReport) throw misuse(caller, "counterexample", FOUND, counterexample, "a report: give its counterexample");
  expectObject(caller, "counterexample", counterexample, FOUND);
  expectText(caller, "subject", counterexample.subject);
  expectHistory(caller, counterexample.history);
  expectArray(caller, "answers", counterexample.answers, "an array of answers");
  for (const answer of counterexample.answers) expectAnswer(caller, answer);
  expectFinding(caller, counterexample.finding);
}

const FOUND = "what a check, a run or the explorer has found";

export function expectFinding(caller: string, finding: LawFinding): void {
  expectField(caller, "finding", finding, "fault", "what judge, a check or a run has found");
  expectText(caller, "law", finding.law);
  expectOperation(caller, finding.operation, HISTORY_STEPS);
  expectAnswer(caller, finding.answer);
  expectOneOf(caller, "fault.code", finding.fault.code, Object.keys(findingEnglish.faults));
}
