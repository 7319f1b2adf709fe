import type { JSX } from "preact";
import { drawPicture, type LessonLanguage, type Picture } from "userns-sim/lessons";

export function PictureView({
  picture,
  language,
}: {
  readonly picture: Picture;
  readonly language: LessonLanguage;
}): JSX.Element {
  return <pre>{drawPicture(picture, { language }).join("\n")}</pre>;
}
