import type { Explanations } from "../core/explanations.ts";

/**
 * Says a refusal in English.
 *
 * @param texts - the sentences of its family
 * @param error - the refusal
 * @returns the sentence of its code
 */
export function say<E extends { readonly code: string }>(texts: Explanations<E>, error: E): string {
  // The table has a function for each code, which the compiler cannot connect with this refusal's.
  const text = texts[error.code as E["code"]] as (error: E) => string;
  return text(error);
}
