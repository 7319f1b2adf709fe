/**
 * The English of a family of refusals: for each code, a function from the refusal's facts to a sentence.
 *
 * The compiler demands a text for every code, so a new refusal cannot be forgotten.
 *
 * @typeParam E - the union of refusals, told apart by `code`
 * @internal
 */
export type Explanations<E extends { readonly code: string }> = {
  readonly [Code in E["code"]]: (error: Extract<E, { readonly code: Code }>) => string;
};
