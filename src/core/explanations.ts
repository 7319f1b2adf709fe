import { came } from "./misuse/came.ts";
import { expectField } from "./misuse/misuse.ts";
/**
 * Something that a code names: a refusal, a finding.
 *
 * @typeParam Code - the code
 */
export interface Coded<Code extends string = string> {
  /** Names what it is. */
  readonly code: Code;
}

/**
 * What a refusal reads like in one language.
 *
 * @typeParam E - the refusal
 * @typeParam Inner - a refusal that it contains
 * @param refusal - with its facts
 * @param explain - says, in the same language, what the refusal contains
 * @returns a sentence or two
 */
export type Explanation<E, Inner> = (refusal: E, explain: (inner: Inner) => string) => string;

/**
 * What a family of refusals reads like in one language: for each code a function. The compiler demands one for each.
 *
 * @typeParam E - the family
 * @typeParam Inner - what members of the family contain
 */
export type Explanations<E extends Coded, Inner extends Coded = never> = {
  readonly [Code in E["code"]]: Explanation<E extends Coded ? (Code extends E["code"] ? E : never) : never, Inner>;
};

/** Says a refusal with the texts of its family, which contains nothing of another one. */
export function say<E extends Coded>(texts: Explanations<E, E>, refusal: E): string {
  return sayOneOf({ texts }, refusal) as string;
}

/**
 * Says a refusal with the texts of whichever family has its code; no two may have the same. `undefined` where none has
 * it.
 */
export function sayOneOf(families: object, refusal: unknown): string | undefined {
  const code = (refusal as Partial<Coded> | null | undefined)?.code;
  const family = Object.values(families).find((texts) => typeof code === "string" && Object.hasOwn(texts, code));
  // A family has a function for each of its codes, which the compiler cannot connect with this refusal's.
  return family?.[code as string](refusal, (inner: Coded) => sayOneOf(families, inner));
}

/** What `explain` throws at what has no words; a Result has its refusal in it. */
export function unexplained(taken: string, said: unknown): TypeError {
  const isResult = typeof said === "object" && said !== null && "ok" in said;
  return new TypeError(`explain: expected ${taken}, got ${isResult ? "a Result: give its error" : came(said)}`);
}

/** Texts are told by their families; those of other entries may stand beside them. */
export function expectTexts(texts: object, families: readonly string[], caller = "explain"): void {
  for (const family of families)
    expectField(caller, "texts", texts, family, "texts such as english, with all of its families");
}

/** Of texts for several entries the families of one, since a code may stand for something else in another. */
export function familiesOf(texts: object, english: object): object {
  // The texts of the entry itself are asked for thousands of findings, one by one.
  if (texts === english) return texts;
  return Object.fromEntries(Object.entries(texts).filter(([family]) => Object.hasOwn(english, family)));
}
