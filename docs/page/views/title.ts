import { glossary, type PlayedLesson, type TermId } from "userns-sim/lessons";
import type { Route } from "../state/route.ts";
import { LESSON_WORDS } from "../words/lesson.ts";
import { saidIn } from "../words/said.ts";
import { WORDS } from "../words/words.ts";

/** What the document is called where a reader is: first what is nearest. */
export function titleOf(route: Route, lesson: (id: string) => PlayedLesson): string {
  return [...placeTitle(route, lesson), WORDS[route.language].title].join(" · ");
}

function placeTitle(route: Route, lesson: (id: string) => PlayedLesson): readonly string[] {
  const { language } = route;
  const words = WORDS[language];
  switch (route.view) {
    case "lesson":
    case "present": {
      const { title, steps } = lesson(route.lesson);
      const at = steps.findIndex(({ id }) => id === route.step);
      const step = at === -1 ? [] : [LESSON_WORDS[language].ofSteps(at + 1, steps.length)];
      return [...step, saidIn(title, language).replaceAll("`", "")];
    }
    case "terms":
      return [
        ...(route.term === undefined ? [] : [saidIn(glossary()[route.term as TermId].name, language)]),
        words.terms,
      ];
    case "play":
      return [words.play];
    case "about":
      return [words.about];
    default:
      return [words.lessons];
  }
}
