import type { Place } from "./at-place.ts";

/** Where a sample is changed, and what the change is called. */
interface Edit {
  readonly place: Place;
  readonly name: string;
}

/**
 * What each edit changes in the lines that are told of a sample: place by place, and together the edits that change the same.
 * Behind a minus stand the numbers of the lines that are not told any more, behind a plus those that are told now.
 */
export function changesTold(before: readonly string[], told: readonly (readonly [Edit, readonly string[]])[]): string {
  const places = new Map<string, Map<string, string[]>>();
  for (const [{ place, name }, after] of told) {
    const change = difference(before, after);
    const at = nameOf(place);
    const changes = places.get(at) ?? new Map<string, string[]>();
    places.set(at, changes);
    changes.set(change, [...(changes.get(change) ?? []), name]);
  }
  return [
    ...before.map((line, index) => `${index + 1}  ${line}\n`),
    ...Array.from(places, ([place, changes]) => [
      `\n${place}\n`,
      ...Array.from(changes, ([change, names]) => `  ${names.join(" | ")}:${change}\n`),
    ]).flat(),
  ].join("");
}

function nameOf(place: Place): string {
  return place.reduce<string>(
    (before, name) => (typeof name === "number" ? `${before}[${name}]` : before === "" ? name : `${before}.${name}`),
    "",
  );
}

function difference(before: readonly string[], after: readonly string[]): string {
  const left = [...after];
  const gone = before.flatMap((line, index) => {
    const found = left.indexOf(line);
    if (found !== -1) left.splice(found, 1);
    return found === -1 ? [index + 1] : [];
  });
  if (gone.length + left.length === 0) return " the same";
  return [gone.length === 0 ? "" : ` - ${runsOf(gone)}`, ...left.map((line) => `\n    + ${line}`)].join("");
}

/** `1 3-5` for 1, 3, 4 and 5. */
function runsOf(numbers: readonly number[]): string {
  return numbers
    .flatMap((number, at) => (numbers[at - 1] === number - 1 ? [] : [number]))
    .map((first) => {
      let last = first;
      while (numbers.includes(last + 1)) last += 1;
      return last === first ? String(first) : `${first}-${last}`;
    })
    .join(" ");
}
