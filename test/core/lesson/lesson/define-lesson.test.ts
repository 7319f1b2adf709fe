import { describe, expect, it } from "vitest";
import { defineLesson } from "../../../../src/core/lesson/lesson/define-lesson.ts";
import { heldIn } from "../../../../src/core/lesson/lesson/held-ids.ts";
import type { LessonSource } from "../../../../src/core/lesson/lesson/lesson-source.ts";
import { good, type RootWorld } from "../a-lesson.ts";

const ask = ({ root }: RootWorld): number => root;
const steps = good.steps.map((step) => ({
  ...step,
  questions: [{ id: "root", text: { en: "Who?", de: "Wer?" }, ask, expect: 1 }],
}));

describe("defineLesson", () => {
  it("changes the world at a step for that one and those behind it", () => {
    const [step] = steps;
    if (step === undefined) throw new Error("the lesson has a step");
    const next = ({ root }: RootWorld): RootWorld => ({ root: root + 65536 });
    const lesson = defineLesson({
      ...good,
      world: () => ({ root: 65536 }),
      steps: [step, { ...step, id: "later", change: next }, { ...step, id: "last" }],
    });
    const answers = lesson.play(1).steps.flatMap(({ questions }) => questions.map(({ answer }) => answer));
    expect(answers).toEqual([65536, 131072, 131072]);
  });

  it("takes what a module without types does not give for nothing", () => {
    const { id, part, minutes, title, goal, world } = good;
    const lesson = defineLesson({ id, part, minutes, title, goal, world, steps } as unknown as LessonSource<RootWorld>);
    const { play: _play, heldIds: _heldIds, ...head } = lesson;
    const lists = { needs: [], introduces: [], statements: [], sources: [] };
    expect(head).toEqual({ id, part, minutes, title, goal, terms: {}, ...lists, fixed: false });
  });
});

describe("heldIn", () => {
  it("finds ranges and mappings wherever in a world they stand, and takes a pool for none", () => {
    const range = { start: 131072, size: 65536 };
    const world = {
      byPod: new Map([["a", range]]),
      mappings: new Set([{ containerId: 0, hostId: 262144, size: 10 }]),
      pool: { start: 65536, size: 196608, slots: 3 },
    };
    const held = heldIn(world).filter(({ size }) => size > 1);
    expect(held.sort((a, b) => a.start - b.start)).toEqual([range, { start: 262144, size: 10 }]);
  });
});
