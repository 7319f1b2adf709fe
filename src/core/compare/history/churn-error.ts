/** Why there is no history of such pods. */
export type ChurnError = ParameterOutOfRange | NoSizes;

/** A parameter is no integer, or not one of those that are possible. */
export interface ParameterOutOfRange {
  readonly code: "parameter-out-of-range";
  /** The parameter, such as `arrival` or `sizes[1].weight`. */
  readonly parameter: string;
  /** What it was given. */
  readonly found: number;
  /** The least that is possible. */
  readonly least: number;
  /** The most that is possible. */
  readonly most: number;
}

/** The list of sizes is empty. */
export interface NoSizes {
  readonly code: "no-sizes";
}

/** A parameter with its limits. */
export type Limited = readonly [parameter: string, found: number, least: number, most: number];

export function outOfRange(parameters: readonly Limited[]): ParameterOutOfRange | undefined {
  for (const [parameter, found, least, most] of parameters)
    if (!Number.isInteger(found) || found < least || found > most)
      return { code: "parameter-out-of-range", parameter, found, least, most };
  return undefined;
}
