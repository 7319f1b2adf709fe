import type { JSX } from "preact";
import type { Page } from "../state/page.ts";
import { LessonView } from "./lesson/lesson.tsx";
import { Start } from "./start/start.tsx";

/** The view that the address asks for. */
export function View({ page }: { readonly page: Page }): JSX.Element {
  const { route } = page.at.value;
  switch (route.view) {
    case "lesson":
      return <LessonView page={page} id={route.lesson} step={route.step} />;
    default:
      return <Start page={page} />;
  }
}
