import {
  COURSE,
  glossary,
  LANGUAGES,
  type Lesson,
  type LessonLanguage,
  type PlayedLesson,
  playLesson,
} from "userns-sim/lessons";

/** What the address asks for: a view in a language, and a place in it. */
export type Route = Place & { readonly language: LessonLanguage };

/** A view, and what of it. */
export type Place =
  | { readonly view: "start" }
  | { readonly view: "lesson" | "present"; readonly lesson: string; readonly step?: string | undefined }
  | { readonly view: "play"; readonly state?: string }
  | { readonly view: "terms"; readonly term?: string }
  | { readonly view: "about" };

/** A route as it was read. */
export interface RouteRead {
  readonly route: Route;
  /** Whether nothing is at that address, so that the start is shown. */
  readonly unknown: boolean;
}

/**
 * Reads the fragment of an address, such as `#/de/lesson/S16/mounted`.
 *
 * @param preferred - the languages of the reader, for an address that names none
 * @param plays - plays a lesson, whose steps are named in the address
 */
export function readRoute(fragment: string, preferred: readonly string[], plays: Plays = playLesson): RouteRead {
  const path = fragment
    .replace(/^#?\/?/, "")
    .split("/")
    .map(decoded);
  const named = LANGUAGES.find((known) => known === path[0]);
  const language = named ?? preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en";
  const place = placeOf(named === undefined ? path : path.slice(1), plays);
  return { route: { ...(place ?? { view: "start" }), language }, unknown: place === undefined };
}

/** The fragment of a route's address. */
export function writeRoute({ language, ...place }: Route): string {
  return `#/${[language, ...pathOf(place)].map(encodeURIComponent).join("/")}`;
}

type Plays = (lesson: Lesson) => PlayedLesson;

function placeOf([view = "", ...at]: readonly string[], plays: Plays): Place | undefined {
  const [first = "", second = "", ...rest] = at;
  if (rest.length > 0) return undefined;
  if (view === "lesson" || view === "present") return lessonAt(view, first, second, plays);
  if (second !== "") return undefined;
  if (view === "play") return first === "" ? { view } : { view, state: first };
  if (view === "terms") {
    if (first === "") return { view };
    return Object.hasOwn(glossary(), first) ? { view, term: first } : undefined;
  }
  if (first !== "") return undefined;
  if (view === "about") return { view };
  return view === "" ? { view: "start" } : undefined;
}

function lessonAt(view: "lesson" | "present", lesson: string, step: string, plays: Plays): Place | undefined {
  const found = COURSE.find(({ id }) => id === lesson);
  if (found === undefined) return undefined;
  if (step === "") return { view, lesson };
  return plays(found).steps.some(({ id }) => id === step) ? { view, lesson, step } : undefined;
}

function pathOf(place: Place): readonly string[] {
  switch (place.view) {
    case "start":
      return [];
    case "about":
      return ["about"];
    case "terms":
      return ["terms", ...(place.term === undefined ? [] : [place.term])];
    case "play":
      return ["play", ...(place.state === undefined ? [] : [place.state])];
    default:
      return [place.view, place.lesson, ...(place.step === undefined ? [] : [place.step])];
  }
}

function isLanguage(text: string): text is LessonLanguage {
  return LANGUAGES.some((known) => known === text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
