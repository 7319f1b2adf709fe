import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { COURSE, type CutName, type Lesson, type PlayedLesson, playLesson } from "userns-sim/lessons";
import { addressOf } from "./address.ts";
import { createPlayState, type PlayState } from "./play-state.ts";
import type { Progress } from "./progress.ts";
import { type Route, type RouteRead, readRoute, writeRoute } from "./route.ts";
import { type ProgressStore, storeOf } from "./store.ts";

/** What views share: where the reader is, and what was done so far. */
export interface Page {
  readonly at: ReadonlySignal<RouteRead>;
  /** How often the reader came to another place. The first place does not count, nor does another language. */
  readonly arrivals: ReadonlySignal<number>;
  readonly progress: ReadonlySignal<Progress>;
  change(to: (progress: Progress) => Progress): void;
  /** The cut that is gone through, if one is. */
  readonly cut: ReadonlySignal<CutName | undefined>;
  /** How many answers of a step were shown to an audience, by the names of lesson and step. */
  readonly presented: Signal<Readonly<Record<string, number>>>;
  /** What is played with, which outlives the view. */
  readonly play: PlayState;
  go(route: Route): void;
  /** A lesson of the course, which is played once. */
  lesson(id: string): PlayedLesson;
}

/** Follows the address of a window. */
export function createPage(window: Window): Page {
  const plays = lessonsPlayed();
  const read = (fragment: string) => readRoute(fragment, window.navigator.languages, plays);
  const address = addressOf(window);
  const at = signal(read(address.first));
  const arrivals = signal(0);
  address.follow((fragment) => {
    const before = placeOf(at.peek().route);
    at.value = read(fragment);
    if (placeOf(at.peek().route) !== before) arrivals.value += 1;
  });
  return pageOf({
    at,
    arrivals,
    plays,
    store: storeOf(window),
    go: (route) => address.go(writeRoute(route)),
  });
}

/** Puts a page together of what a window has to give. */
export function pageOf({
  at,
  arrivals,
  plays,
  store,
  go,
}: Pick<Page, "at" | "arrivals" | "go"> & {
  readonly plays: (lesson: Lesson) => PlayedLesson;
  readonly store: ProgressStore;
}): Page {
  const progress = signal(store.read());
  store.watch((heard) => {
    progress.value = heard;
  });
  return {
    at,
    arrivals,
    progress,
    change: (to) => {
      progress.value = to(progress.peek());
      store.write(progress.peek());
    },
    cut: computed(() => progress.value.cut),
    presented: signal({}),
    play: createPlayState(),
    go,
    lesson: (id) => {
      const found = COURSE.find((lesson) => lesson.id === id);
      if (found === undefined) throw new RangeError(`there is no lesson ${id}`);
      return plays(found);
    },
  };
}

/** Plays each lesson once: some take a while. */
export function lessonsPlayed(): (lesson: Lesson) => PlayedLesson {
  const played = new Map<Lesson, PlayedLesson>();
  return (lesson) => {
    const found = played.get(lesson) ?? playLesson(lesson);
    played.set(lesson, found);
    return found;
  };
}

function placeOf(route: Route): string {
  return writeRoute({ ...route, language: "en" });
}
