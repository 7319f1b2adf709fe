/**
 * The English of a family of refusals: for each code, a function from the refusal's facts to a sentence.
 *
 * The compiler demands a text for every code, so a new refusal cannot be forgotten.
 */
export type Explanations<E extends { readonly code: string }> = {
  readonly [Code in E["code"]]: (error: Extract<E, { readonly code: Code }>) => string;
};

/**
 * Says a refusal in English.
 * @param error - the refusal, whose code the family has
 */
export function say<E extends { readonly code: string }>(texts: Explanations<E>, error: E): string {
  // The table has a function for each code, which the compiler cannot connect with this refusal's.
  const text = texts[error.code as E["code"]] as (error: E) => string;
  return text(error);
}
