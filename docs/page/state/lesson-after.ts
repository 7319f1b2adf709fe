import { COURSE, CUTS, type CutName, type Lesson } from "userns-sim/lessons";

/** The lesson that comes next: of the cut that is gone through, or of the course. */
export function lessonAfter(id: string, cut: CutName | undefined): Lesson | undefined {
  const ids = cut === undefined ? COURSE.map((lesson) => lesson.id) : CUTS[cut];
  const at = ids.indexOf(id);
  const next = at === -1 ? undefined : ids[at + 1];
  return COURSE.find((lesson) => lesson.id === next);
}
