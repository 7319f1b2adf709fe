import { type Explanations, expectTexts, sayOneOf, unexplained } from "../explanations.ts";
import { NO_ID } from "../id/id.ts";
import type { Decision, Fact, Step } from "../kernel/decision/decision.ts";
import { ruleEnglish } from "../kernel/english/english.ts";
import type { RuleText } from "../kernel/rules/rule-text.ts";
import type { RuleChapterTexts } from "../kernel/rules/rules.ts";
import { runcEnglish } from "../userland/english.ts";
import type { RuncRefusal } from "../userland/runc.ts";

/** What this entry point says in one language: for each rule and each code a text. */
export interface KernelTexts {
  /** How the rules read, chapter by chapter. */
  readonly rules: RuleChapterTexts;
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
  runc: runcEnglish,
  words: { allowed: "allowed", noId: "no ID" },
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
  expectTexts(texts, "rules");
  if (isDecision(said)) {
    const verdict = said.allowed ? texts.words.allowed : said.errno;
    return [...said.steps.map((step) => explain(step, texts)), verdict].join(" → ");
  }
  const text = isStep(said) ? clause(said, texts) : sayOneOf({ runc: texts.runc }, said);
  if (text === undefined) throw unexplained("a decision of the kernel, one of its steps, or a refusal of runc", said);
  return text;
}

function isDecision(said: unknown): said is Decision<unknown> {
  return Array.isArray((said as Partial<Decision> | null | undefined)?.steps);
}

function isStep(said: unknown): said is Step {
  return typeof (said as Partial<Step> | null | undefined)?.rule === "string";
}

function clause({ rule, outcome, facts }: Step, { rules, words }: KernelTexts): string | undefined {
  const chapters: readonly Readonly<Record<string, RuleText>>[] = Object.values(rules);
  const texts = chapters.find((chapter) => Object.hasOwn(chapter, rule))?.[rule];
  if (texts === undefined) return undefined;
  const text = texts[outcome] ?? `${rule} ${outcome}`;
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => show(facts[name], words));
}

function show(fact: Fact | undefined, words: KernelWords): string {
  if (typeof fact === "object") return fact.map((id) => show(id, words)).join(", ");
  return fact === NO_ID ? words.noId : String(fact);
}
