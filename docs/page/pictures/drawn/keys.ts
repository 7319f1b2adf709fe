/** How cells lie: row by row. */
export interface Shape {
  readonly columns: number;
  readonly count: number;
}

/** How many rows a page is. */
const PAGE = 10;

/** Where a key leads from a position, from 0; `undefined` for a key that leads nowhere. */
export function moved(key: string, at: number, { columns, count }: Shape): number | undefined {
  if (count === 0) return undefined;
  const within = (to: number) => (to >= 0 && to < count ? to : at);
  const column = at % columns;
  switch (key) {
    case "ArrowLeft":
      return within(at - 1);
    case "ArrowRight":
      return within(at + 1);
    case "ArrowUp":
      return within(at - columns);
    case "ArrowDown":
      return within(at + columns);
    case "PageUp":
      return Math.max(column, at - PAGE * columns);
    case "PageDown": {
      const lastBelow = count - 1 - ((count - 1 - column) % columns);
      return Math.min(lastBelow, at + PAGE * columns);
    }
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Enter":
    case " ":
      return at;
    default:
      return undefined;
  }
}

/** Between which numbers somebody steps, and where Home and End lead. */
export interface Steps {
  readonly last: number;
  readonly home: number;
  readonly end: number;
}

/** Where a key leads from a number: to the next with an arrow, by a thousand with a page. */
export function stepped(key: string, at: number, { last, home, end }: Steps): number | undefined {
  const by = STEPS[key];
  if (by !== undefined) return Math.min(last, Math.max(0, at + by));
  return key === "Home" ? home : key === "End" ? end : undefined;
}

const STEPS: Readonly<Record<string, number | undefined>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -1000,
  PageUp: 1000,
};
