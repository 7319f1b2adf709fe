import type { Room } from "./rooms.ts";

/** The part of the table that a drawing needs. */
export type Rooms = Readonly<Record<string, Pick<Room, "rooms">>>;

/** The floors from the ground up, each with its rooms: a room is one floor above the highest of those it may import. */
export function floorsOf(rooms: Rooms): readonly (readonly string[])[] {
  const levels = new Map<string, number>();
  const floors: string[][] = [];
  // In the table a room comes after those that it may import.
  for (const [name, { rooms: below }] of Object.entries(rooms)) {
    const level = Math.max(0, ...below.map((room) => (levels.get(room) ?? 0) + 1));
    levels.set(name, level);
    floors[level] = [...(floors[level] ?? []), name];
  }
  return floors;
}

/** The house as one sees it from the street, with the numbers of its floors. */
export function drawing(rooms: Rooms): string {
  const floors = floorsOf(rooms);
  const width = Math.max(...floors.map((names) => names.length * (widest(names) + 3) - 1));
  const storeys = floors.map((names) => `│${cells(names, width).join("│")}│`);
  const sky = " ".repeat(width + 2);
  const lines = storeys.flatMap((storey, level) => [
    `    ${joints(storey, storeys[level - 1] ?? sky)}`,
    `${String(level + 1).padStart(2)}  ${storey}`,
  ]);
  return [...lines, `    ${joints(sky, storeys.at(-1) ?? sky)}`].reverse().join("\n");
}

function widest(names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => length));
}

/** Names in cells that fill a floor between its walls. */
function cells(names: readonly string[], width: number): readonly string[] {
  const room = width - (names.length - 1);
  return names.map((name, i) => {
    const size = Math.floor(room / names.length) + (i < room % names.length ? 1 : 0);
    return name.padStart(Math.floor((size + name.length) / 2)).padEnd(size);
  });
}

/** What joins the lines that meet in a point, by those that do: 8 to the left, 4 to the right, 2 up, 1 down. */
const JOINTS = "     ┌└├ ┐┘┤─┬┴┼";

/** The ceiling between two floors, where their walls end. */
function joints(above: string, below: string): string {
  return Array.from(above, (wall, i) => {
    const ways = (i > 0 ? 8 : 0) + (i < above.length - 1 ? 4 : 0) + (wall === "│" ? 2 : 0) + (below[i] === "│" ? 1 : 0);
    return JOINTS[ways];
  }).join("");
}
