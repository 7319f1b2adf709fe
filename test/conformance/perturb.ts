/** A value and the way to the place where it was broken. */
export interface Perturbation {
  readonly path: string;
  readonly value: unknown;
}

/** Breaks a JSON value in every single place: each is the whole value with one thing in it changed. */
export function* perturbations(value: unknown, path = ""): Iterable<Perturbation> {
  if (typeof value === "number") yield { path, value: value + 1 };
  else if (typeof value === "string") yield { path, value: `${value}x` };
  else if (typeof value === "boolean") yield { path, value: !value };
  else if (Array.isArray(value)) yield* ofArray(value, path);
  else if (value !== null) yield* ofObject(value as object, path);
  else yield { path, value: 0 };
}

function* ofArray(array: readonly unknown[], path: string): Iterable<Perturbation> {
  for (const [index, each] of array.entries()) {
    yield { path: `${path}[${index}] dropped`, value: array.filter((_, other) => other !== index) };
    for (const inner of perturbations(each, `${path}[${index}]`))
      yield { path: inner.path, value: replaced(array, index, inner.value) };
  }
  yield { path: `${path} longer`, value: [...array, array.at(-1) ?? 0] };
  const reversed = [...array].reverse();
  if (JSON.stringify(reversed) !== JSON.stringify(array)) yield { path: `${path} reversed`, value: reversed };
}

/** A copy of an array with one entry replaced; an index below 0 counts from the end. */
export function replaced(array: readonly unknown[], index: number, value: unknown): readonly unknown[] {
  const copy = [...array];
  copy[index < 0 ? array.length + index : index] = value;
  return copy;
}

function* ofObject(object: object, path: string): Iterable<Perturbation> {
  for (const [key, each] of Object.entries(object)) {
    const others = Object.entries(object).filter(([name]) => name !== key);
    yield { path: `${path}.${key} dropped`, value: Object.fromEntries(others) };
    for (const inner of perturbations(each, `${path}.${key}`))
      yield { path: inner.path, value: { ...object, [key]: inner.value } };
  }
  yield { path: `${path} wider`, value: { ...object, surplus: 0 } };
}
