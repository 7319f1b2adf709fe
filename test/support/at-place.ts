/** A place in plain data: the names and indices that lead to it. */
export type Place = readonly (string | number)[];

/** Stands for a field, or an element of a list, that is not there. */
export const ABSENT: unique symbol = Symbol("absent");

/** A copy with something else at a place; what leads there is made where it is missing. */
export function withPlace(value: unknown, [name, ...rest]: Place, other: unknown): unknown {
  if (name === undefined) return other;
  const inside = typeof value === "object" && value !== null ? value : {};
  const next = withPlace((inside as Record<string | number, unknown>)[name], rest, other);
  if (Array.isArray(value))
    return next === ABSENT ? value.filter((_, index) => index !== Number(name)) : value.with(Number(name), next);
  if (next !== ABSENT) return { ...inside, [name]: next };
  const { [name as string]: _, ...others } = inside as Record<string, unknown>;
  return others;
}
