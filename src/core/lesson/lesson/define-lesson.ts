import { checkUint32 } from "../../id/uint32.ts";
import { expectArray, expectFunction, expectObject, expectText } from "../../misuse/misuse.ts";
import { answerOf, decisionOf, refusalOf } from "../answer/answer.ts";
import { heldIn } from "./held-ids.ts";
import type { Lesson, LessonHead, PlayedQuestion, PlayedStep } from "./lesson.ts";
import type { LessonSource, QuestionSource, StepSource, Told } from "./lesson-source.ts";

/**
 * Makes a lesson of what its author wrote.
 *
 * @typeParam World - what the lesson is about
 * @param source - what is told and asked; `world` stands before `steps`, so that its type is known there
 * @returns the lesson, which says nothing yet about whether it is a good one: see `checkLesson`
 * @throws TypeError when there is no name, no world or no list of steps
 * @example
 * ```ts
 * import { podIdMap, toHost } from "userns-sim";
 * import { defineLesson, playLesson, ruler } from "userns-sim/lessons";
 *
 * const lesson = defineLesson({
 *   id: "mine",
 *   part: "numbers",
 *   minutes: 2,
 *   needs: [],
 *   introduces: [],
 *   statements: [],
 *   title: { en: "One look-up", de: "Einmal nachschlagen" },
 *   goal: { en: "You can look up a user.", de: "Du kannst einen Benutzer nachschlagen." },
 *   sources: [{ code: "map_id_range_down in kernel/user_namespace.c", version: "6.18" }],
 *   world: (seed) => podIdMap({ start: 65536 * (1 + (seed % 100)), size: 65536 }).uid,
 *   steps: [
 *     {
 *       id: "look-up",
 *       say: { en: "A pod has a map.", de: "Ein Pod hat eine Abbildung." },
 *       questions: [
 *         {
 *           id: "user-1000",
 *           text: { en: "Who is its user 1000?", de: "Wer ist sein Benutzer 1000?" },
 *           ask: (map) => toHost(map, 1000),
 *           expect: 132072,
 *         },
 *       ],
 *       picture: (map) => ruler(map, [0, 1000]),
 *     },
 *   ],
 * });
 * playLesson(lesson, 1).steps[0]?.questions[0]?.answer; // => 132072
 * ```
 */
export function defineLesson<World>(source: LessonSource<World>): Lesson {
  expectObject("defineLesson", "source", source, "a lesson, { id, world, steps, … }");
  const { id, part, minutes, needs = [], introduces = [], terms = {}, statements = [], title, goal } = source;
  expectText("defineLesson", "id", id);
  expectFunction("defineLesson", "world", source.world, "a function that makes the world of a seed");
  expectArray("defineLesson", "steps", source.steps, "an array of steps, { id, say, picture }");
  const { sources = [], fixed = false } = source;
  const head: LessonHead = {
    ...{ id, part, minutes, needs, introduces, terms, statements, title, goal, sources },
    fixed,
  };
  return {
    ...head,
    play: (seed) => ({
      ...head,
      seed: checkUint32("play", "seed", seed),
      steps: worlds(source, seed).map((world, i) => playStep(source.steps[i] as StepSource<World>, world)),
    }),
    heldIds: (seed) => heldIn(worlds(source, checkUint32("heldIds", "seed", seed))),
  };
}

/** The world of each step. */
function worlds<World>({ world, steps }: LessonSource<World>, seed: number): readonly World[] {
  let now = world(seed);
  return steps.map(({ change }) => {
    now = change === undefined ? now : change(now);
    return now;
  });
}

function playStep<World>({ id, say, questions = [], after, picture }: StepSource<World>, world: World): PlayedStep {
  return {
    id,
    say: told(say, world),
    questions: questions.map((question) => playQuestion(question, world)),
    after: after === undefined ? undefined : told(after, world),
    picture: picture(world),
  };
}

function playQuestion<World>({ id, text, ask, expect, choices }: QuestionSource<World>, world: World): PlayedQuestion {
  const asked = ask(world);
  const answer = answerOf(asked);
  return {
    id,
    text: told(text, world),
    answer,
    decision: decisionOf(asked),
    refusal: refusalOf(asked),
    expect,
    choices: choices?.map((choice) => {
      const is = told(choice.is, world);
      const why = choice.why === undefined ? undefined : told(choice.why, world);
      return { text: told(choice.text, world), is, right: is === answer, why };
    }),
  };
}

function told<World, T>(thing: Told<World, T>, world: World): T {
  return typeof thing === "function" ? (thing as (world: World) => T)(world) : thing;
}
