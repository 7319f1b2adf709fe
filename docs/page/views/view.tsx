import type { JSX } from "preact";
import type { Page } from "../state/page.ts";
import { About } from "./about/about.tsx";
import { LessonView } from "./lesson/lesson.tsx";
import { PlayView } from "./play/play.tsx";
import { Present } from "./present/present.tsx";
import { Start } from "./start/start.tsx";
import { Terms } from "./terms/terms.tsx";

/** The view that the address asks for. */
export function View({ page }: { readonly page: Page }): JSX.Element {
  const { route } = page.at.value;
  switch (route.view) {
    case "lesson":
      return <LessonView page={page} id={route.lesson} step={route.step} />;
    case "terms":
      // Who follows a link to a term wants to see it, whatever was filtered before.
      return <Terms key={route.term} page={page} term={route.term} />;
    case "about":
      return <About page={page} />;
    case "present":
      return <Present page={page} id={route.lesson} step={route.step} />;
    case "play":
      return <PlayView page={page} state={route.state} />;
    default:
      return <Start page={page} />;
  }
}
