import type { Change } from "./changes.ts";
import type { Play } from "./play.ts";

/** A play, what it was before, and what was undone. It never changes. */
export interface PlayHistory {
  readonly now: Play;
  /** The newest last. */
  readonly before: readonly Play[];
  /** The next one last. */
  readonly after: readonly Play[];
  /** What the last change went on with; null where the next one stands for itself. */
  readonly goesOn: string | null;
}

export function historyOf(play: Play): PlayHistory {
  return { now: play, before: [], after: [], goesOn: null };
}

/**
 * Makes a change, which can be undone.
 *
 * @param goesOn - names a field in which somebody types: what is typed there in one go is undone in one go
 */
export function changed(history: PlayHistory, change: Change, goesOn: string | null = null): PlayHistory {
  const { now, before } = history;
  const next = change(now);
  if (next === now) return history;
  if (goesOn !== null && goesOn === history.goesOn) return { ...history, now: next, after: [] };
  return { now: next, before: [...before, now].slice(-MOST_STEPS), after: [], goesOn };
}

/** Each may hold a manifest of its own. */
const MOST_STEPS = 500;

export function undo(history: PlayHistory): PlayHistory {
  const { now, before, after } = history;
  const last = before.at(-1);
  return last === undefined
    ? history
    : { now: last, before: before.slice(0, -1), after: [...after, now], goesOn: null };
}

export function redo(history: PlayHistory): PlayHistory {
  const { now, before, after } = history;
  const next = after.at(-1);
  return next === undefined
    ? history
    : { now: next, before: [...before, now], after: after.slice(0, -1), goesOn: null };
}
