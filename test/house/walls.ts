import { dirname, join, normalize } from "node:path";
import { type Arrows, circles } from "./circles.ts";
import { type Import, importsOf } from "./imports.ts";
import { ROOMS } from "./rooms.ts";

/** Sources by their path from the root of the repository. */
export type Sources = Readonly<Record<string, string>>;

/** The room that a file stands in: `src` and `src/core` for what lies in them, else the deepest folder of the table. */
export function roomOf(path: string): string | undefined {
  const [, room = dirname(path)] = path.match(/^src\/(?:core\/)?([^/]+)\/.*$/) ?? [];
  const name = room === "src/core" ? "core" : room;
  return ROOMS[name] === undefined ? undefined : name;
}

/** Every import that the table does not allow, in the order of the files. */
export function breaches(sources: Sources): readonly string[] {
  return Object.entries(sources).flatMap(([path, text]) =>
    importsOf(text)
      .filter(({ specifier }) => !isAllowed(path, specifier, sources))
      .map(({ specifier, line }) => `${path}:${line}: ${specifier}`),
  );
}

function isAllowed(path: string, specifier: string, sources: Sources): boolean {
  const from = roomOf(path);
  const room = ROOMS[from ?? ""];
  if (room === undefined) return false;
  if (!specifier.startsWith(".")) {
    const guest = specifier.startsWith("node:") ? "node:*" : specifier;
    return room.guests?.some((allowed) => allowed === guest) ?? false;
  }
  const target = targetOf(path, specifier);
  const to = roomOf(target);
  if (target === "package.json") return from === "cli";
  return to !== undefined && (to === from || room.rooms.includes(to)) && sources[target] !== undefined;
}

function targetOf(path: string, specifier: string): string {
  return normalize(join(dirname(path), specifier));
}

/** An import that leads to another of the sources. */
interface Arrow extends Pick<Import, "isTypeOnly"> {
  readonly from: string;
  readonly to: string;
}

function arrowsIn(sources: Sources): readonly Arrow[] {
  return Object.entries(sources).flatMap(([from, text]) =>
    importsOf(text)
      .map(({ specifier, isTypeOnly }) => ({ from, to: targetOf(from, specifier), isTypeOnly }))
      .filter(({ to }) => sources[to] !== undefined),
  );
}

/** Folders that lead to one another and back. A folder counts with the files in it, not with the folders below it. */
export function folderCircles(sources: Sources): readonly string[] {
  return spell(circles(between(arrowsIn(sources), dirname)));
}

/** Files that lead to one another and back, unless they do so by types alone and within one folder. */
export function fileCircles(sources: Sources): readonly string[] {
  const arrows = arrowsIn(sources);
  const byValues = circles(between(arrows.filter(({ isTypeOnly }) => !isTypeOnly)));
  const acrossFolders = circles(between(arrows)).filter((files) => new Set(files.map(dirname)).size > 1);
  return spell([...byValues, ...acrossFolders]);
}

function between(arrows: readonly Arrow[], placeOf: (path: string) => string = (path) => path): Arrows {
  const places = new Map<string, Set<string>>();
  for (const { from, to } of arrows) {
    const [start, end] = [placeOf(from), placeOf(to)];
    if (start !== end) places.set(start, (places.get(start) ?? new Set()).add(end));
  }
  return places;
}

function spell(found: readonly (readonly string[])[]): readonly string[] {
  return found.map((places) => places.join(" <> "));
}
