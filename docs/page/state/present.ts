import type { CutName, PlayedLesson } from "userns-sim/lessons";
import { lessonAfter } from "./lesson-after.ts";
import type { Place } from "./route.ts";

/** Where a presentation is: a step, and how many of its questions are answered. */
export interface Slide {
  readonly played: PlayedLesson;
  readonly at: number;
  readonly shown: number;
}

/** What an audience sees next. */
export type Forward = { readonly show: number } | { readonly go: Place };

/** Answers come first, then the next step; behind the last one the next lesson, if there is one. */
export function forward({ played, at, shown }: Slide, cut: CutName | undefined): Forward {
  if (shown < (played.steps[at]?.questions.length ?? 0)) return { show: shown + 1 };
  const step = played.steps[at + 1];
  if (step !== undefined) return { go: { view: "present", lesson: played.id, step: step.id } };
  const next = lessonAfter(played.id, cut);
  return { go: next === undefined ? { view: "start" } : { view: "present", lesson: next.id } };
}

/** The step before; before the first one the presentation is left. */
export function back({ played, at }: Slide): Place {
  const step = played.steps[at - 1];
  return step === undefined
    ? { view: "lesson", lesson: played.id }
    : { view: "present", lesson: played.id, step: step.id };
}

export type PresentKey = "forward" | "back" | "keys" | "leave";

/** What a key does for who presents. With Ctrl, Alt or Meta it is somebody else's. */
export function presentKey({
  key,
  ctrlKey,
  altKey,
  metaKey,
}: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey">): PresentKey | undefined {
  if (ctrlKey || altKey || metaKey || !Object.hasOwn(KEYS, key)) return undefined;
  return KEYS[key];
}

const KEYS: Readonly<Record<string, PresentKey>> = {
  ArrowRight: "forward",
  " ": "forward",
  PageDown: "forward",
  ArrowLeft: "back",
  PageUp: "back",
  "?": "keys",
  Escape: "leave",
};
