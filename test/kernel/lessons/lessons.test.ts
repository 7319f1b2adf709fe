import { describe, expect, it } from "vitest";
import { LIVE_CHECKS } from "../../../src/core/lesson/words/live-checks.ts";
import { lookAtMachine } from "../machine.ts";
import { fixedRounds } from "../rounds.ts";
import { judge } from "../verdict.ts";
import { lessons, lessonsOf, type Question } from "./lessons.ts";
import { named } from "./named.ts";
import { QUESTIONS } from "./questions.ts";
import { lessonScene } from "./scene.ts";

describe("the claims of lessons", () => {
  const rounds = fixedRounds([lessons]);

  it.each(Object.keys(LIVE_CHECKS))("%s is what the library answers, or is not asked for a reason", (claim) => {
    const asked = rounds.flatMap(({ scene, questions }) =>
      questions.filter(([, { input }]) => input[0] === claim).map(([, question]) => ({ scene, question })),
    );
    expect(asked).not.toEqual([]);
    const questions = QUESTIONS[claim as keyof typeof LIVE_CHECKS];
    if (typeof questions === "string") return expect(questions.length).toBeGreaterThan(20);
    expect(asked.length).toBe(questions.length);
    for (const [at, { scene, question }] of asked.entries()) {
      const { group, says } = questions[at] as Question;
      const [, output] = lessons.answer(question, scene);
      expect(named(group, output as readonly unknown[])).toMatchObject(says);
    }
  });

  it("fail by their names when nothing asks them", () => {
    const made = lessonsOf({ T99: "pigs fly" }, {});
    const question = { creds: [], input: ["T99", 0] };
    expect(made.rounds?.().flatMap(({ cases }) => cases)).toEqual([question]);
    expect(made.unsupported?.(question, lookAtMachine())).toBeUndefined();
    expect(judge(made, question, lessonScene(), "0 0")).toMatchObject({
      agrees: false,
      broke: expect.stringContaining("T99: no question asks it: pigs fly"),
    });
  });

  it("fail where the kernel and the library agree on something else", () => {
    const question: Question = { ...(QUESTIONS.T03b[0] as Question), says: { errno: "EPERM" } };
    const made = lessonsOf({ T99: "setuid past the map is EPERM" }, { T99: [question] });
    const asked = { creds: question.creds, input: ["T99", 0] };
    // EINVAL, the IDs as they were, and no groups.
    const ids = "65536 65536 65536 65536";
    const reply = `22 ${ids} ${ids} 0 2199023255551 2199023255551 0 0 0 0 0 0`;
    expect(judge(made, asked, lessonScene(), reply)).toMatchObject({
      agrees: false,
      observed: [{ errno: "EINVAL" }, expect.anything()],
      computed: [{ errno: "EPERM" }, expect.anything()],
    });
  });

  it("are not asked for the reason that is given", () => {
    const made = lessonsOf({ T99: "pigs fly" }, { T99: "there are no pigs" });
    expect(made.unsupported?.({ creds: [], input: ["T99", 0] }, lookAtMachine())).toBe("T99: there are no pigs");
  });
});
