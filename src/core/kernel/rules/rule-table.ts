/**
 * A rule of the kernel: where it is written, and how its outcomes read in English.
 *
 * In a text, `{name}` stands for the fact of that name.
 */
export interface RuleText {
  /** The function of the kernel, Linux 6.18 unless it says otherwise, and the sentence of the manual where there is one. */
  readonly source: string;
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
 * The rules of one chapter.
 *
 * @typeParam R - the names of the rules
 */
export type RuleTable<R extends string> = { readonly [Name in R]: RuleText };
