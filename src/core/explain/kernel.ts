import { type Explanations, expectTexts, sayOneOf, unexplained } from "../explanations.ts";
import { NO_ID } from "../id/id.ts";
import type { Decision, Fact, Step } from "../kernel/decision/decision.ts";
import type { FactTexts } from "../kernel/decision/fact-word.ts";
import { ruleEnglish } from "../kernel/english/english.ts";
import { factEnglish } from "../kernel/english/facts.ts";
import type { RuleText } from "../kernel/rules/rule-text.ts";
import type { RuleChapterTexts } from "../kernel/rules/rules.ts";
import { misuse } from "../misuse/misuse.ts";
import { runcEnglish } from "../userland/english.ts";
import type { RuncRefusal } from "../userland/runc.ts";
import { type TraceLine, traceLines } from "./trace.ts";

/** What this entry point says in one language: for each rule and each code a text. */
export interface KernelTexts {
  /** How the rules read, chapter by chapter. */
  readonly rules: RuleChapterTexts;
  /** How the words read that stand in the facts of the rules. */
  readonly facts: FactTexts;
  /** Why runc refuses a container. */
  readonly runc: Explanations<RuncRefusal>;
  /** What is said besides. */
  readonly words: KernelWords;
}

/** What is said of a decision besides its rules. */
export interface KernelWords {
  /** How a decision ends that is none of the errors. */
  readonly allowed: string;
  /** What is said for 4294967295. */
  readonly noId: string;
  /** What is said for a fact that is so. */
  readonly yes: string;
  /** What is said for a fact that is not so. */
  readonly no: string;
}

/**
 * The English of this entry point.
 *
 * @example
 * ```ts
 * import { createProcess, english, existingFile, explain, openFile } from "userns-sim/kernel";
 *
 * const mine = { ...english, words: { ...english.words, allowed: "erlaubt" } };
 * explain(openFile(createProcess(), existingFile({ mode: 0o644 }), "r"), mine).endsWith(" → erlaubt"); // => true
 * ```
 */
export const english: KernelTexts = {
  rules: ruleEnglish,
  facts: factEnglish,
  runc: runcEnglish,
  words: { allowed: "allowed", noId: "-1 (no ID)", yes: "yes", no: "no" },
};

/**
 * Says how a decision came about, from the first question to the error; what one of its steps looked at and said; or
 * why runc refuses a container.
 *
 * @param said - the decision, the step, or the refusal
 * @param texts - the language
 * @returns for a decision its steps, and `allowed` or the name of the error; for a step a clause; for a refusal a sentence
 * @throws TypeError when the argument is none of them.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { checkRuncUserNamespace, createProcess, createUserNamespace, existingFile } from "userns-sim/kernel";
 * import { explain, initialNamespace, openFile } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 131072, size: 65536 });
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps });
 * const decision = openFile(createProcess({ userNamespace: pod, uid: 1000 }), existingFile({ mode: 0o644 }), "r");
 * explain(decision); // => "owner? 132072 is not 0 → group? not in 0 → other bits r-- grant read → allowed"
 * decision.steps.map((step) => explain(step))[0]; // => "owner? 132072 is not 0"
 *
 * const checked = checkRuncUserNamespace({ enabled: false, maps });
 * !checked.ok && explain(checked.error);
 * // => "The configuration has mappings, but no user namespace: enable it, or leave them out."
 * ```
 */
export function explain(said: Decision<unknown> | Step | RuncRefusal, texts: KernelTexts = english): string {
  expectTexts(texts, Object.keys(english));
  if (isDecision(said)) {
    const verdict = said.allowed ? texts.words.allowed : said.errno;
    return [...explainSteps(said, texts).map(({ text }) => text), verdict].join(" → ");
  }
  const text = isStep(said) ? clause(said, texts) : sayOneOf({ runc: texts.runc }, said);
  if (text === undefined) throw unexplained("a decision of the kernel, one of its steps, or a refusal of runc", said);
  return text;
}

/**
 * Tells the steps of a decision line by line: each directory on the way that lets through in one, each other step by itself.
 *
 * @param decision - the decision, of which only the steps and the deciding one are looked at
 * @param texts - the language
 * @returns the lines, in the kernel's order
 * @example
 * ```ts
 * import { createProcess, existingDirectory, existingFile, explainSteps, openFile } from "userns-sim/kernel";
 *
 * const root = existingDirectory({ mode: 0o755 });
 * const home = existingDirectory({ mode: 0o755, uid: 1000, directory: root });
 * const file = existingFile({ uid: 1000, mode: 0o600, directory: home });
 * const lines = explainSteps(openFile(createProcess({ uid: 1000, gid: 1000 }), file, "r"));
 * lines.map(({ depth, text }) => [depth, text]);
 * // => [
 * //   [2, "directory 2 up, mode 0755, owner 0, group 0: other bits r-x grant execute"],
 * //   [1, "directory 1 up, mode 0755, owner 1000, group 0: owner? 1000 it is → owner bits rwx grant execute"],
 * //   [0, "owner? 1000 it is → owner bits rw- grant read"],
 * // ]
 * ```
 */
export function explainSteps(
  decision: Pick<Decision<unknown>, "steps" | "decidedAt">,
  texts: KernelTexts = english,
): readonly TraceLine[] {
  if (!isDecision(decision)) throw misuse("explainSteps", "decision", "a decision of the kernel", decision);
  expectTexts(texts, Object.keys(english), "explainSteps");
  const { steps, decidedAt } = decision;
  return traceLines(steps, decidedAt, (step) => explain(step, texts));
}

function isDecision(said: unknown): said is Decision<unknown> {
  return Array.isArray((said as Partial<Decision> | null | undefined)?.steps);
}

function isStep(said: unknown): said is Step {
  return typeof (said as Partial<Step> | null | undefined)?.rule === "string";
}

function clause(step: Step, { rules, facts: factTexts, words }: KernelTexts): string | undefined {
  const { rule, outcome, facts } = step;
  const chapters: readonly Readonly<Record<string, RuleText>>[] = Object.values(rules);
  const texts = chapters.find((chapter) => Object.hasOwn(chapter, rule))?.[rule];
  if (texts === undefined) return undefined;
  const text = texts[outcome] ?? `${rule} ${outcome}`;
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const fact = name === "depth" ? step.depth : facts[name];
    const wording: Readonly<Record<string, string>> =
      (Object.hasOwn(factTexts, name) && factTexts[name as keyof FactTexts]) || {};
    return typeof fact === "string" && Object.hasOwn(wording, fact) ? (wording[fact] as string) : show(fact, words);
  });
}

function show(fact: Fact | undefined, words: KernelWords): string {
  if (typeof fact === "object") return fact.map((id) => show(id, words)).join(", ");
  if (typeof fact === "boolean") return fact ? words.yes : words.no;
  return fact === NO_ID ? words.noId : String(fact);
}
