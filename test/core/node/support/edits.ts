import { ABSENT, type Place, withPlace } from "../../../support/at-place.ts";
import { compact } from "../../../support/compact.ts";

/** What is put in the place of something, and what the golden file calls it. */
export interface Edit {
  readonly place: Place;
  readonly value: unknown;
  readonly name: string;
}

/** What is put at which places: `pods.*.count` stands for the count of each of the pods. */
export type Choices = Readonly<Record<string, readonly unknown[] | Readonly<Record<string, unknown>>>>;

/** Each of the choices at each place that there is, or could be. */
export function chosenEdits(value: unknown, choices: Choices): readonly Edit[] {
  return Object.entries(choices).flatMap(([pattern, values]) => {
    const named: readonly (readonly [string, unknown])[] = Array.isArray(values)
      ? values.map((each) => [each === ABSENT ? "absent" : compact(each), each])
      : Object.entries(values);
    return placesLike(value, pattern.split(".")).flatMap((place) =>
      named.filter(([, each]) => !isSame(each, at(value, place))).map(([name, each]) => ({ place, value: each, name })),
    );
  });
}

/** Every place below a value, itself left out. */
export function placesIn(value: unknown, before: Place = []): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const place = [...before, Array.isArray(value) ? Number(name) : name];
    return [place, ...placesIn(each, place)];
  });
}

/** A copy with something else at a place; what leads there is made where it is missing. */
export function edited<T>(value: T, { place, value: other }: Pick<Edit, "place" | "value">): T {
  return withPlace(value, place, other) as T;
}

function at(value: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (inside, name) =>
      typeof inside === "object" && inside !== null && Object.hasOwn(inside, name)
        ? (inside as Record<string | number, unknown>)[name]
        : ABSENT,
    value,
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (one !== ABSENT && other !== ABSENT && JSON.stringify(one) === JSON.stringify(other));
}

function placesLike(value: unknown, [name, ...rest]: readonly string[]): readonly Place[] {
  if (name === undefined) return [[]];
  const names =
    name !== "*"
      ? [name]
      : Array.isArray(value)
        ? [...value.keys()]
        : typeof value === "object" && value !== null
          ? Object.keys(value)
          : [];
  return names.flatMap((each) => {
    const inside = at(value, [each]);
    return placesLike(inside === ABSENT ? undefined : inside, rest).map((place) => [each, ...place]);
  });
}
