import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Change } from "./play/changes.ts";
import { changed, historyOf, type PlayHistory, redo, undo } from "./play/history.ts";
import { EXAMPLE, type Play } from "./play/play.ts";
import { createPlayer } from "./play/played.ts";
import type { Fault, Played } from "./play/shown.ts";
import type { PlayRead } from "./play/stored/read-play.ts";

/** What somebody plays with, and what is shown of it. */
export interface PlayState {
  readonly history: ReadonlySignal<PlayHistory>;
  /** All that is shown. While somebody types, it is that of a moment ago. */
  readonly shown: ReadonlySignal<Played>;
  /** What was wrong with the link or the file that was to be opened last. */
  readonly refused: ReadonlySignal<Refused | undefined>;
  /** What the address named that was opened last. */
  readonly opened: Signal<string | undefined>;
  change(change: Change): void;
  /** Changes what is typed into a field: it is undone in one go, and computed when there is a pause. */
  typed(change: Change, field: string): void;
  /** Computes what was typed, for who needs it at once. Leaving a field does not: what moves then would move below a click. */
  settle(): void;
  undo(): void;
  redo(): void;
  /** Goes on with a play from elsewhere. One that is faulty changes nothing, but for a link: that gives the example. */
  open(read: PlayRead, from: Refused["from"]): void;
}

export interface Refused {
  readonly from: "link" | "file";
  readonly faults: readonly Fault[];
}

/** Nobody notices a pause that is shorter, and hands that type make none. */
const PAUSE_MS = 150;

export function createPlayState(): PlayState {
  const player = createPlayer();
  const history = signal(historyOf(EXAMPLE));
  const settled = signal<Play>(EXAMPLE);
  const refused = signal<Refused | undefined>(undefined);
  let pause: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(pause);
    settled.value = history.peek().now;
  };
  const become = (next: PlayHistory) => {
    history.value = next;
    settle();
  };
  return {
    history,
    shown: computed(() => player(settled.value)),
    refused,
    opened: signal(undefined),
    change: (change) => become(changed(history.peek(), change)),
    typed: (change, field) => {
      history.value = changed(history.peek(), change, field);
      clearTimeout(pause);
      pause = setTimeout(settle, PAUSE_MS);
    },
    settle,
    undo: () => become(undo(history.peek())),
    redo: () => become(redo(history.peek())),
    open: (read, from) => {
      refused.value = read.ok ? undefined : { from, faults: read.faults };
      if (read.ok) become(changed(history.peek(), () => read.play));
      else if (from === "link") become(changed(history.peek(), () => EXAMPLE));
    },
  };
}
