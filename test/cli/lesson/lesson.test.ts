import { describe, expect, it } from "vitest";
import { COURSE } from "../../../src/core/lesson/course.ts";
import { LIVE_CHECKS } from "../../../src/core/lesson/words/live-checks.ts";
import { run } from "../run.ts";

const MODULES = "test/cli/lesson/modules";

describe("lesson", () => {
  it("lists the course", async () => {
    const { code, stdout } = await run(["lesson"]);
    expect(code).toBe(0);
    for (const { id, title } of COURSE) expect(stdout).toMatch(new RegExp(`^${id} .*${title.en.slice(0, 20)}`, "m"));
    expect(await run(["lesson", "--list"])).toEqual({ code, stdout, stderr: "" });
  });

  it.each([
    ["questions", ["S16"]],
    ["answers", ["S16", "--answers", "--lang", "de"]],
    ["variant", ["s16", "--answers", "--variant", "2", "--step", "mounted", "--ascii"]],
  ])("shows S16 as a text: %s", async (name, argv) => {
    const { code, stdout, stderr } = await run(["lesson", ...argv]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot(`golden/${name}.golden.txt`);
  });

  it("says where each lesson is from, in the words of its sources", async () => {
    const { stdout } = await run(["lesson", "--json"].concat(COURSE.map(({ id }) => id)));
    const { lessons } = JSON.parse(stdout) as { readonly lessons: readonly { readonly sources: readonly string[] }[] };
    COURSE.forEach(({ sources }, at) => {
      sources.forEach((source, i) => {
        const words = Object.values(source).filter((word) => !("check" in source) || word in LIVE_CHECKS);
        const said = [...words, ...("check" in source ? [LIVE_CHECKS[source.check]] : [])];
        for (const word of said) expect(lessons[at]?.sources[i]).toContain(word);
      });
    });
  });

  it("gives it as JSON, with the data of the pictures", async () => {
    const { stdout } = await run(["lesson", "S16", "--json"]);
    const { schema, outcome, lessons } = JSON.parse(stdout);
    expect([schema, outcome]).toEqual(["userns-sim/lesson/1", "shown"]);
    expect(lessons[0].steps[1].picture.kind).toBe("owner");
    expect(lessons[0].steps[0].questions[0].decision.errno).toBe("EACCES");
  });

  it("needs nobody at a terminal for the answers", async () => {
    const world = { stdin: "", typed: true, terminal: 80, env: { NO_COLOR: "1" } } as const;
    expect(await run(["lesson", "S16", "--answers"], world)).toEqual(await run(["lesson", "S16", "--answers"]));
  });

  it.each([
    [["S99"], "there is no lesson S99; there are "],
    [["S16", "--step", "none"], "there is no step none; there are walk, mounted, write, program, sockets"],
    [["S16", "S16", "--step", "walk"], "--step goes with one lesson"],
    [["S16", "--cut", "lab"], "--cut names its lessons itself: leave the others out"],
    [["S03", "--step", "none", "--check"], "'--check' cannot be used with option '--step <id>'"],
    [["S01", "--variant", "3", "--check"], "'--check' cannot be used with option '--variant <n>'"],
    [["S01", "--answers", "--check"], "'--check' cannot be used with option '--answers'"],
    [["S01", "--lang", "de", "--check"], "'--check' cannot be used with option '--lang <language>'"],
    [["--list", "--answers"], "'--list' cannot be used with option '--answers'"],
    [["--variant", "3"], "--variant goes with lessons, and none is named"],
    [["--answers"], "--answers goes with lessons, and none is named"],
    [["--variant", "0", "S16"], "Expected a whole number from 1 to 1000000."],
    [["none.mjs"], "none.mjs: no such file"],
    [[`${MODULES}/throws.mjs`], "throws.mjs: it cannot be loaded: RangeError: far too much"],
    [[`${MODULES}/no-lesson.mjs`], "no-lesson.mjs: expected `default` to be exported: a lesson made by defineLesson"],
  ])("refuses %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(["lesson", ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

describe("a lesson of one's own", () => {
  it("is shown and checked in its one language", async () => {
    const file = `${MODULES}/mine.mjs`;
    const { code, stdout } = await run(["lesson", file, "--lang", "de"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Wer ist Benutzer 1000 auf dem Host?");
    expect(await run(["lesson", file, "--check"])).toEqual({
      code: 0,
      stdout: "✓ 1 lesson replayed, no fault.\n",
      stderr: "",
    });
  });

  it("is not checked as the course is, nor are the lessons of a cut", async () => {
    expect((await run(["lesson", "--cut", "lab", "--check"])).stdout).toBe("✓ 8 lessons replayed, no fault.\n");
  });

  it("has variants with a key", async () => {
    const { stdout } = await run(["lesson", `${MODULES}/mine.mjs`, "--variant", "4", "--answers", "--lang", "de"]);
    expect(stdout).toMatch(/^ {2}look {2}user {2}394216$/m);
  });

  it.each([
    ["wrong-expect", "other-answer"],
    ["two-right", "right-choices"],
    ["no-why", "choice-without-why"],
    ["typed-id", "typed-id"],
    ["one-language", "language-missing"],
  ])("is found faulty: %s", async (name, found) => {
    const { code, stdout } = await run(["lesson", `${MODULES}/faulty.mjs`, "--check", "--json"]);
    const { outcome, faults } = JSON.parse(stdout);
    expect([code, outcome]).toEqual([1, "faulty"]);
    expect(faults.filter(({ lesson }: { lesson: string }) => lesson === name)).toMatchObject([{ code: found }]);
  });

  it("has no variants where its IDs are fixed, which is a no", async () => {
    expect(await run(["lesson", `${MODULES}/fixed.mjs`, "--variant", "1"])).toEqual({
      code: 1,
      stdout: "✗ fixed has no variants: its IDs do not depend on a seed.\n",
      stderr: "",
    });
  });
});
