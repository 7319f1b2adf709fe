import type { LessonLanguage, Picture } from "userns-sim/lessons";
import type { Told } from "./drawn/told.ts";
import { tellLadder } from "./ladder.tsx";
import { tellMatrix } from "./matrix.tsx";
import { tellObservers } from "./observers.tsx";
import { tellOwner } from "./owner.tsx";
import { tellRuler } from "./ruler.tsx";
import { tellSlots } from "./slots.tsx";
import { tellTimeline } from "./timeline.tsx";

/** What a picture shows, in words. */
export function tellPicture(picture: Picture, language: LessonLanguage): Told {
  switch (picture.kind) {
    case "slots":
      return tellSlots(picture, language);
    case "ruler":
      return tellRuler(picture, language);
    case "observers":
      return tellObservers(picture, language);
    case "owner":
      return tellOwner(picture, language);
    case "ladder":
      return tellLadder(picture, language);
    case "matrix":
      return tellMatrix(picture, language);
    case "timeline":
      return tellTimeline(picture, language);
  }
}
