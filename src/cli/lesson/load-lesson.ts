import type { Io } from "../base/io.ts";
import { loadModule, moduleFailure, told } from "../inputs/module-file.ts";
import { EXPECTED_LESSON, type OwnLesson, ownLesson } from "./own-lesson.ts";

/** The lessons of a module: what it exports as `default`, one or several. */
export async function loadLessons(io: Io, path: string): Promise<readonly OwnLesson[]> {
  const { default: main } = await loadModule(io, path);
  const lessons = told(path, "its lessons throw when they are read: ", () =>
    Array.isArray(main) ? [...main] : [main],
  );
  if (lessons.length === 0) throw moduleFailure(path, EXPECTED_LESSON);
  return lessons.map((lesson) => ownLesson(path, lesson));
}
