import type { LessonLanguage } from "userns-sim/lessons";
import { type Place, writeRoute } from "../../../docs/page/state/route.ts";

/** A view that the checks look at. */
export interface LookedAt {
  readonly name: string;
  readonly at: (language: LessonLanguage) => string;
}

const PLACES: Readonly<Record<string, Place>> = {
  start: { view: "start" },
  lesson: { view: "lesson", lesson: "S16" },
  "a step": { view: "lesson", lesson: "S16", step: "mounted" },
  present: { view: "present", lesson: "S16", step: "mounted" },
  play: { view: "play" },
  terms: { view: "terms" },
  "a term": { view: "terms", term: "overflow-id" },
  about: { view: "about" },
};

/** Every view, with those whose address names a place in it. */
export const VIEWS: readonly LookedAt[] = Object.entries(PLACES).map(([name, place]) => ({
  name,
  at: (language) => writeRoute({ ...place, language }),
}));
