/**
 * The rules of one chapter: for each one the function of the kernel, Linux 6.18 unless it says otherwise, and the
 * sentence of the manual where there is one.
 *
 * @typeParam R - the names of the rules
 */
export type RuleTable<R extends string> = { readonly [Name in R]: string };
