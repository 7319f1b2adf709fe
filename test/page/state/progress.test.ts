import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  givenTo,
  isFinished,
  NO_PROGRESS,
  nameOf,
  type Progress,
  readProgress,
  withCut,
  withFinished,
  withGiven,
  withoutLesson,
  writeProgress,
} from "../../../docs/page/state/progress.ts";

const name = nameOf("S16", "mount", "compared");
const other = nameOf("S01", "files", "own");

const some: Progress = {
  questions: { [name]: { choice: 1, shown: true }, [other]: { typed: "0" } },
  finished: ["S01"],
};
const lab = withCut(some, "lab");

describe("progress", () => {
  it("keeps what was done about a question before", () => {
    const chosen = withGiven(NO_PROGRESS, name, { choice: 2 });
    expect(givenTo(chosen, name)).toEqual({ choice: 2 });
    expect(givenTo(withGiven(chosen, name, { shown: true }), name)).toEqual({ choice: 2, shown: true });
    expect(givenTo(chosen, other)).toEqual({});
    expect(givenTo(chosen, "constructor")).toEqual({});
  });

  it("finishes a lesson once", () => {
    const done = withFinished(withFinished(NO_PROGRESS, "S16"), "S16");
    expect(done.finished).toEqual(["S16"]);
    expect([isFinished(done, "S16"), isFinished(done, "S01")]).toEqual([true, false]);
  });

  it("forgets one lesson and keeps the others", () => {
    expect(withoutLesson(some, "S16")).toEqual({ questions: { [other]: { typed: "0" } }, finished: ["S01"] });
    expect(withoutLesson(some, "S01")).toEqual({ questions: { [name]: { choice: 1, shown: true } }, finished: [] });
  });

  it("remembers the cut until another one is chosen, or all lessons", () => {
    expect(withoutLesson(withGiven(withFinished(lab, "S16"), name, { choice: 2 }), "S16").cut).toBe("lab");
    expect(withCut(lab, "cks").cut).toBe("cks");
    expect(withCut(lab, undefined)).toEqual(some);
  });

  it("reads what it wrote", () => {
    expect(readProgress(writeProgress(some))).toEqual(some);
    expect(readProgress(writeProgress(lab))).toEqual(lab);
    expect(readProgress(writeProgress(NO_PROGRESS))).toEqual(NO_PROGRESS);
  });
});

const odd: Readonly<Record<string, [text: string | null, read: Progress]>> = {
  nothing: [null, NO_PROGRESS],
  "no JSON": ["{", NO_PROGRESS],
  "an array": ["[]", NO_PROGRESS],
  null: ["null", NO_PROGRESS],
  "another version": [JSON.stringify({ ...some, version: 2 }), NO_PROGRESS],
  "too much": [`${writeProgress(some)}${" ".repeat(300_000)}`, NO_PROGRESS],
  "a lesson that there is not": [
    JSON.stringify({ version: 1, questions: { "S99/a/b": { shown: true } }, finished: ["S99", 5, null] }),
    NO_PROGRESS,
  ],
  "names that are none": [
    '{"version":1,"questions":{"__proto__":{"shown":true},"constructor":{},"S16":{},"S16/<b>/x":{},"S16/a/b/c":{}},"finished":{}}',
    NO_PROGRESS,
  ],
  "a cut that there is not": [JSON.stringify({ version: 1, cut: "__proto__" }), NO_PROGRESS],
  "what was given in other shapes": [
    JSON.stringify({
      version: 1,
      questions: { [name]: { choice: "1", typed: 5, shown: "yes" }, [other]: { choice: -1, typed: "9".repeat(500) } },
    }),
    { questions: { [name]: {}, [other]: { typed: "9".repeat(40) } }, finished: [] },
  ],
  "a lesson twice": [
    JSON.stringify({ version: 1, finished: ["S16", "S16", "S01"] }),
    { questions: {}, finished: ["S01", "S16"] },
  ],
};

describe("what a store holds", () => {
  it.each(Object.entries(odd))("may be %s", (_, [text, read]) => {
    expect(readProgress(text)).toEqual(read);
  });

  it("may be anything, and what is read of it is written and read again", () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record({ choice: fc.jsonValue(), typed: fc.jsonValue(), shown: fc.jsonValue() }),
    );
    const names = fc.oneof(fc.constantFrom(name, other, "__proto__", "S16/__proto__/x"), fc.string());
    const stored = fc.record({
      version: fc.constantFrom(1, 1, 1, 2, "1"),
      questions: fc.oneof(fc.dictionary(names, value), fc.jsonValue()),
      finished: fc.oneof(fc.array(fc.constantFrom("S01", "S16", "__proto__")), fc.jsonValue()),
    });
    fc.assert(
      fc.property(fc.oneof(stored, fc.jsonValue()), (held) => {
        const read = readProgress(JSON.stringify(held));
        expect(readProgress(writeProgress(read))).toEqual(read);
        expect(Object.getPrototypeOf(read.questions)).toBe(Object.prototype);
      }),
    );
  });

  it("has room for the whole course", () => {
    let all = NO_PROGRESS;
    for (let at = 0; at < 500; at++)
      all = withGiven(all, nameOf("S16", `a-step-${at}`, "what-it-asks"), {
        choice: 3,
        typed: "x".repeat(40),
        shown: true,
      });
    expect(readProgress(writeProgress(all))).toEqual(all);
  });
});
