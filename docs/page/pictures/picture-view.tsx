import type { JSX } from "preact";
import type { LessonLanguage, Picture } from "userns-sim/lessons";
import { Ladder } from "./ladder.tsx";
import { Matrix } from "./matrix.tsx";
import { Observers } from "./observers.tsx";
import { Owner } from "./owner.tsx";
import { TableBehind } from "./picture-table.tsx";
import { Ruler } from "./ruler.tsx";
import { Slots } from "./slots.tsx";
import { tellPicture } from "./tell-picture.ts";
import { Timeline } from "./timeline.tsx";

interface Props {
  readonly picture: Picture;
  readonly language: LessonLanguage;
}

/** A picture, and the same as a table. */
export function PictureView({ picture, language }: Props): JSX.Element {
  return (
    <figure class="picture">
      <Drawn picture={picture} language={language} />
      <TableBehind told={tellPicture(picture, language)} language={language} />
    </figure>
  );
}

/** The picture alone. */
export function Drawn({ picture, language }: Props): JSX.Element {
  switch (picture.kind) {
    case "slots":
      return <Slots picture={picture} language={language} />;
    case "ruler":
      return <Ruler picture={picture} language={language} />;
    case "observers":
      return <Observers picture={picture} language={language} />;
    case "owner":
      return <Owner picture={picture} language={language} />;
    case "ladder":
      return <Ladder picture={picture} language={language} />;
    case "matrix":
      return <Matrix picture={picture} language={language} />;
    case "timeline":
      return <Timeline picture={picture} language={language} />;
  }
}
