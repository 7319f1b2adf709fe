import { type Edit, placeOf } from "./edits.ts";

/** What one edit changes in the lines of an answer, in one of several circumstances. */
export interface Changed {
  readonly edit: Edit;
  /** As in `host 1.31`, see {@link spans}. */
  readonly where: string;
  /** The lines that come, each after a `+`, and those that go, after a `-`. */
  readonly lines: readonly string[];
}

/** Says what came and what went. A line that is there twice counts twice. */
export function changes(before: readonly string[], after: readonly string[]): readonly string[] {
  if (before.length === after.length && before.every((line, i) => line === after[i])) return [];
  const left = [...before];
  const come = after.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...left.map((line) => `- ${line}`), ...come.map((line) => `+ ${line}`)];
}

/**
 * Each line once, in the order in which they come; below it where, and by which edits: lines that come and go together
 * stand together, and so do edits that have the same answer in the same circumstances, and the values of one place.
 */
export function byAnswer(changed: readonly Changed[], wheres: readonly string[]): string {
  const answers = new Map<string, Map<Edit, string[]>>();
  for (const { edit, where, lines } of changed)
    for (const line of lines) {
      const edits = answers.get(line) ?? new Map<Edit, string[]>();
      answers.set(line, edits.set(edit, [...(edits.get(edit) ?? []), where]));
    }
  const blocks = new Map<string, string[]>();
  for (const [line, edits] of answers) {
    const places = placesOf(edits, wheres).join("\n");
    blocks.set(places, [...(blocks.get(places) ?? []), line]);
  }
  return [...blocks].map(([places, lines]) => [...lines, places].join("\n")).join("\n");
}

function placesOf(edits: ReadonlyMap<Edit, readonly string[]>, wheres: readonly string[]): readonly string[] {
  const groups = new Map<string, Edit[]>();
  for (const [edit, at] of edits) {
    const where = spans(at, wheres);
    groups.set(where, [...(groups.get(where) ?? []), edit]);
  }
  return [...groups].flatMap(([where, group]) => {
    const byPlace = new Map<string, string[]>();
    for (const { name, path } of group) byPlace.set(placeOf(path), [...(byPlace.get(placeOf(path)) ?? []), name]);
    const indent = where === "" ? "    " : "      ";
    const lines = [...byPlace].map(([place, names]) => `${indent}${place} = ${names.join(" | ")}`);
    return where === "" ? lines : [`    ${where}`, ...lines];
  });
}

/**
 * Circumstances are named `GROUP NAME`. Neighbours of a group are joined, as in `host 1.25…1.30 1.33`; a whole group is told
 * by its name, and nothing is said where it is everywhere.
 */
function spans(at: readonly string[], wheres: readonly string[]): string {
  const there = new Set(at);
  if (wheres.every((where) => there.has(where))) return "";
  return [...new Set(wheres.map(groupOf))]
    .flatMap((group) => {
      const all = wheres.filter((where) => groupOf(where) === group).map((where) => where.slice(group.length + 1));
      const runs = runsOf(all, (name) => there.has(`${group} ${name}`));
      if (runs.length === 0) return [];
      return [runs[0]?.length === all.length ? group : [group, ...runs.map(showRun)].join(" ")];
    })
    .join(", ");
}

function groupOf(where: string): string {
  return where.split(" ", 1).join("");
}

function runsOf(names: readonly string[], holds: (name: string) => boolean): readonly (readonly string[])[] {
  const runs: string[][] = [[]];
  for (const name of names)
    if (holds(name)) runs.at(-1)?.push(name);
    else runs.push([]);
  return runs.filter(({ length }) => length > 0);
}

function showRun(run: readonly string[]): string {
  return run.length === 1 ? String(run[0]) : `${run[0]}…${run.at(-1)}`;
}

/** What each edit changes in the lines that are answered, in each of the circumstances. */
export function answersOf<T>(
  base: T,
  edits: readonly Edit[],
  wheres: readonly string[],
  ask: (value: T) => (where: string) => readonly string[],
): string {
  const before = new Map(wheres.map((where) => [where, ask(base)(where)]));
  const changed = edits.flatMap((edit) => {
    const answer = ask(edit.value as T);
    return wheres.map((where) => ({ edit, where, lines: changes(before.get(where) ?? [], answer(where)) }));
  });
  return byAnswer(changed, wheres);
}
