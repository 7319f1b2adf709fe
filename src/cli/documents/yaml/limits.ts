/** Something in a text that keeps it from being read. */
export interface TextFlaw {
  /** In words. */
  readonly flaw: string;
  /** The position in the text where it was noticed. */
  readonly offset: number;
}

/** The most values of a JSON text, lists and objects included, names not. They fill some 700 MiB. */
export const MAX_VALUES = 4_000_000;

/** Manifests are some twenty deep, definitions of custom resources fifty. */
export const MAX_DEPTH = 250;

export function tooDeep(): string {
  return `nested more than ${MAX_DEPTH} deep`;
}
