import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { showThrown } from "../../core/foreign.ts";
import type { Lesson } from "../../core/lesson/lesson/lesson.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { expectModuleFile } from "../inputs/module-file.ts";

/** The lessons of a module: what it exports as `default`, one or several. */
export async function loadLessons(io: Io, path: string): Promise<readonly Lesson[]> {
  const name = fileName(path);
  expectModuleFile(path);
  const module = await loaded(io, path);
  if (module === undefined) throw new Failure(`${name}: the module waits at its top level for what never comes`);
  const { default: main } = module;
  const lessons = Array.isArray(main) ? main : [main];
  if (lessons.length === 0 || !lessons.every(isLesson))
    throw new Failure(
      `${name}: expected \`default\` to be exported: a lesson made by defineLesson, or several in an array`,
    );
  return lessons;
}

async function loaded(io: Io, path: string): Promise<{ readonly default?: unknown } | undefined> {
  const name = fileName(path);
  try {
    return await io.adopt(name, import(pathToFileURL(resolve(path)).href));
  } catch (thrown) {
    const text = showThrown(thrown);
    const hint = /Cannot find package 'userns-sim'/.test(text)
      ? ["It imports userns-sim: install that beside it, with npm install userns-sim."]
      : [];
    throw new Failure(`${name}: it cannot be loaded: ${text}`, hint);
  }
}

function isLesson(value: unknown): value is Lesson {
  const { id, play, heldIds } = Object(value) as Partial<Lesson>;
  return typeof id === "string" && typeof play === "function" && typeof heldIds === "function";
}
