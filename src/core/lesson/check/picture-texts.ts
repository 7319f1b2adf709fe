import type { PlayedLesson } from "../lesson/lesson.ts";
import type { Picture } from "../picture/picture.ts";
import type { Label } from "../words/words.ts";
import type { LessonText } from "./texts.ts";

/** What stands in the pictures of a lesson. A name is the same in each language. */
export function pictureTexts({ id, steps }: PlayedLesson): readonly LessonText[] {
  return steps.flatMap((step) =>
    labelsOf(step.picture).map((label) => ({
      place: { lesson: id, step: step.id },
      field: "picture",
      words: typeof label === "string" ? { en: label, de: label } : label,
    })),
  );
}

function labelsOf(picture: Picture): readonly Label[] {
  switch (picture.kind) {
    case "slots":
      return picture.taken.map(({ label }) => label);
    case "observers":
      return [picture.subject, ...picture.seen.flatMap(({ by, as }) => [by, ...named(as)])];
    case "owner":
      return [picture.reader];
    case "matrix":
      return [
        ...picture.columns,
        ...picture.rows.flatMap(({ name, cells }) => [name, ...cells.map(({ text }) => text)]),
      ];
    case "timeline":
      return picture.events.flatMap(({ at, text }) => [...named(at), text]);
    case "ruler":
    case "ladder":
      return [];
  }
}

function named(label: number | Label): readonly Label[] {
  return typeof label === "number" ? [] : [label];
}
