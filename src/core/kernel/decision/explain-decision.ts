import { NO_ID } from "../../id/id.ts";
import { ruleText } from "../rules/rules.ts";
import type { Decision, Fact, Step } from "./decision.ts";

/**
 * Says in English what one rule of the kernel looked at and what it said.
 *
 * @param step - a step of a decision
 * @returns a clause
 * @example
 * ```ts
 * import { createProcess, existingFile, explainStep, openFile } from "userns-sim/kernel";
 *
 * const { steps } = openFile(createProcess({ uid: 1000 }), existingFile({ uid: 0, mode: 0o644 }), "w");
 * steps.map(explainStep)[0]; // => "owner? 1000 is not 0"
 * ```
 */
export function explainStep(step: Step): string {
  const text = ruleText(step.rule)[step.outcome] ?? `${step.rule} ${step.outcome}`;
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => show(step.facts[name]));
}

/**
 * Says in English how a decision came about, from the first question to the error.
 *
 * @param decision - what a question was answered with
 * @returns the steps, and `allowed` or the name of the error
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, existingFile } from "userns-sim/kernel";
 * import { explainDecision, initialNamespace, openFile } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 131072, size: 65536 }) });
 * const decision = openFile(createProcess({ userNamespace: pod, uid: 1000 }), existingFile({ mode: 0o644 }), "r");
 * explainDecision(decision); // => "owner? 132072 is not 0 → group? not in 0 → other bits r-- grant read → allowed"
 * ```
 */
export function explainDecision(decision: Decision<unknown>): string {
  const verdict = decision.allowed ? "allowed" : decision.errno;
  return [...decision.steps.map(explainStep), verdict].join(" → ");
}

function show(fact: Fact | undefined): string {
  if (typeof fact === "object") return fact.map(show).join(", ");
  return fact === NO_ID ? "no ID" : String(fact);
}
