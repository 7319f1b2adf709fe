import { COURSE, CUTS, playLesson } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { back, forward, presentKey, type Slide } from "../../../docs/page/state/present.ts";

describe("presenting", () => {
  it.each(COURSE.map((lesson) => ({ lesson, id: lesson.id })))(
    "shows every answer of $id and every step, in order",
    ({ lesson }) => {
      const played = playLesson(lesson);
      const seen: string[] = [];
      let slide: Slide = { played, at: 0, shown: 0 };
      for (;;) {
        seen.push(`${slide.at} ${slide.shown}`);
        const next = forward(slide, undefined);
        if ("show" in next) slide = { ...slide, shown: next.show };
        else if (next.go.view === "present" && next.go.lesson === lesson.id)
          slide = { played, at: slide.at + 1, shown: 0 };
        else break;
      }
      expect(seen).toEqual(
        played.steps.flatMap(({ questions }, at) => [...questions, undefined].map((_, shown) => `${at} ${shown}`)),
      );
    },
  );

  it("goes on to the next lesson of the cut, and at its end to the start", () => {
    const end = (id: string): Slide => {
      const played = playLesson(COURSE.find((lesson) => lesson.id === id) as (typeof COURSE)[number]);
      return { played, at: played.steps.length - 1, shown: 99 };
    };
    expect(CUTS.talk).toEqual(["S01", "S03", "S18", "S16"]);
    expect(forward(end("S03"), "talk")).toEqual({ go: { view: "present", lesson: "S18" } });
    expect(forward(end("S16"), "talk")).toEqual({ go: { view: "start" } });
    expect(forward(end("S16"), undefined)).toEqual({ go: { view: "present", lesson: "S17" } });
    expect(forward(end("S26"), undefined)).toEqual({ go: { view: "start" } });
  });

  it("goes back to the step before, and out of the first one", () => {
    const [lesson] = COURSE;
    const played = playLesson(lesson as (typeof COURSE)[number]);
    expect(back({ played, at: 1, shown: 0 })).toEqual({ view: "present", lesson: "S01", step: played.steps[0]?.id });
    expect(back({ played, at: 0, shown: 1 })).toEqual({ view: "lesson", lesson: "S01" });
  });

  it.each([
    ["ArrowRight", "forward"],
    [" ", "forward"],
    ["PageDown", "forward"],
    ["ArrowLeft", "back"],
    ["PageUp", "back"],
    ["?", "keys"],
    ["Escape", "leave"],
    ["a", undefined],
    ["Enter", undefined],
    ["constructor", undefined],
  ])("hears %j as %s", (key, does) => {
    const plain = { key, ctrlKey: false, altKey: false, metaKey: false };
    expect(presentKey(plain)).toBe(does);
    for (const held of ["ctrlKey", "altKey", "metaKey"]) expect(presentKey({ ...plain, [held]: true })).toBe(undefined);
  });
});
