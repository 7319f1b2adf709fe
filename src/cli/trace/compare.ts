/** Where what came of an operation is not what was recorded. */
export interface Difference {
  /** The way to it, as in `outcome.error.text`. */
  readonly path: string;
  /** What was recorded, as JSON. */
  readonly recorded: string;
  /** What is to be seen, as JSON; `nothing` where there is nothing. */
  readonly observed: string;
}

/** Of a recorded object only the properties that it names are compared. */
export function differenceOf(recorded: unknown, observed: unknown, path = ""): Difference | undefined {
  if (Array.isArray(recorded) && Array.isArray(observed) && recorded.length === observed.length)
    return firstOf(recorded.map((value, i) => [value, observed[i], `${path}[${i}]`]));
  if (isPlain(recorded) && isPlain(observed))
    return firstOf(
      Object.entries(recorded).map(([key, value]) => [
        value,
        Object.hasOwn(observed, key) ? observed[key] : undefined,
        path === "" ? key : `${path}.${key}`,
      ]),
    );
  return recorded === observed ? undefined : { path, recorded: shown(recorded), observed: shown(observed) };
}

function firstOf(pairs: readonly (readonly [unknown, unknown, string])[]): Difference | undefined {
  for (const [recorded, observed, path] of pairs) {
    const difference = differenceOf(recorded, observed, path);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

const MAX_SHOWN = 200;
