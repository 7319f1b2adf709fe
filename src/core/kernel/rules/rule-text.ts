/**
 * How the outcomes of a rule of the kernel read in one language.
 *
 * In a text, `{name}` stands for the fact of that name.
 */
export interface RuleText {
  /** The text when the rule settles that the process may. */
  readonly grants?: string;
  /** The text when the rule speaks against it. */
  readonly refuses?: string;
  /** The text when the rule is content and the next one is asked. */
  readonly passes?: string;
  /** The text when the rule does not apply. */
  readonly skips?: string;
  /** The text when something changes on the way. */
  readonly changes?: string;
}

/**
 * How the rules of one chapter read in one language.
 *
 * @typeParam R - the names of the rules
 */
export type RuleTexts<R extends string> = { readonly [Name in R]: RuleText };
