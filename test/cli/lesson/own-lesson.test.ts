import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COURSE } from "../../../src/core/lesson/course.ts";
import { builtBin } from "../built-bin.ts";
import { run } from "../run.ts";

/** Declares `proxy`, which throws whatever is done with it, and `lesson`, which is one, if of no great use. */
const BEFORE = `
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const lesson = {
    id: "L", part: "numbers", minutes: 1, needs: [], introduces: [], statements: [], terms: {}, sources: [],
    title: { en: "t" }, goal: { en: "g" }, fixed: true, play: () => ({ steps: [] }), heldIds: () => [],
  };
  const throwing = (name) => Object.defineProperty({}, name, { enumerable: true, get() { throw new Error("x\\u001b[31m"); } });
  const circle = {};
  circle.again = circle;
`;

const EXPECTED = "expected `default` to be exported: a lesson made by defineLesson, or several in an array";
const READ = "its lesson throws when it is read: ";
const X = "Error: x\\u001b[31m";
const REVOKED = "on a proxy that has been revoked";
const PLAYED = "its play gives no played lesson, as that of a lesson made by defineLesson does";
const PROMISED = "its play answers with a promise; a lesson answers at once";
const ALL = ["--list", "--check", "--json", "--answers"];
/** Where lessons are played. */
const PLAYING = ["--check", "--json", "--answers"];
/** Where texts are said, too. */
const SAYING = ["--json", "--answers"];

/** What a module exports, and what is said of it under which options. */
const WRONG: readonly (readonly [what: string, exported: string, said: string, options: readonly string[]])[] = [
  ["has an id that throws", "{ ...lesson, get id() { throw new Error('x\\u001b[31m'); } }", READ + X, ALL],
  ["has a title that throws", "{ ...lesson, get title() { throw new Error('x\\u001b[31m'); } }", READ + X, ALL],
  ["has a word of a title that throws", "{ ...lesson, title: throwing('en') }", READ + X, ALL],
  ["has terms that throw", "{ ...lesson, terms: throwing('t') }", READ + X, ALL],
  ["has sources that go in a circle", "{ ...lesson, sources: [circle] }", `${READ}TypeError`, ALL],
  ["has functions for words", "{ ...lesson, goal: () => 1 }", `${READ}DataCloneError`, ALL],
  [
    "is a revoked proxy",
    "proxy",
    `its lessons throw when they are read: TypeError: Cannot perform 'IsArray' ${REVOKED}`,
    ALL,
  ],
  ["has a revoked proxy in a list", "[lesson, proxy]", `${READ}TypeError: Cannot perform 'get' ${REVOKED}`, ALL],
  [
    "is a list with an element that throws",
    "Object.defineProperty([], 0, { get() { throw 1; } })",
    "its lessons throw when they are read: 1",
    ALL,
  ],
  ["has three fields alone", "{ id: 'L', play() { return {}; }, heldIds() { return []; } }", EXPECTED, ALL],
  ["has no title", "{ ...lesson, title: undefined }", "L cannot be listed: TypeError", ["--list"]],
  ["has no name for a term", "{ ...lesson, terms: { t: {} } }", "L cannot be shown: TypeError", SAYING],
  ["plays nothing", "{ ...lesson, play: () => ({}) }", PLAYED, PLAYING],
  ["plays undefined", "{ ...lesson, play: () => undefined }", PLAYED, PLAYING],
  ["plays steps that are none", "{ ...lesson, play: () => ({ steps: [{}] }) }", PLAYED, PLAYING],
  ["plays questions that are none", "{ ...lesson, play: () => ({ steps: [{ questions: [null] }] }) }", PLAYED, PLAYING],
  [
    "plays a revoked proxy",
    "{ ...lesson, play: () => proxy }",
    "what its play gives throws when it is read: TypeError",
    PLAYING,
  ],
  ["plays later", "{ ...lesson, play: async () => { throw new Error('x'); } }", PROMISED, PLAYING],
  ["plays never", "{ ...lesson, play: () => new Promise(() => {}) }", PROMISED, PLAYING],
  [
    "has steps that throw",
    "{ ...lesson, play: () => throwing('steps') }",
    `what its play gives throws when it is read: ${X}`,
    PLAYING,
  ],
  [
    "throws when it is played",
    "{ ...lesson, play: () => { throw proxy; } }",
    "L throws when it is played: something that cannot be shown",
    SAYING,
  ],
  [
    "says nothing in a step",
    "{ ...lesson, play: () => ({ steps: [{ id: 's', questions: [] }] }) }",
    "L cannot be shown: TypeError",
    SAYING,
  ],
  ["holds no ranges", "{ ...lesson, heldIds: () => ({}) }", "its heldIds gives no ranges of IDs", ["--check"]],
  [
    "holds what comes later",
    "{ ...lesson, heldIds: async () => [] }",
    "its heldIds answers with a promise",
    ["--check"],
  ],
];

describe("a module that is no lesson", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "lesson-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(WRONG)("is told in a sentence that names it: it %s", async (what, exported, said, options) => {
    const file = join(folder, `${what.replaceAll(" ", "-")}.mjs`);
    writeFileSync(file, `${BEFORE} export default ${exported};`);
    for (const option of options) {
      const { code, stdout, stderr } = await run(["lesson", file, option]);
      expect({ option, code, stdout }).toEqual({ option, code: 2, stdout: "" });
      expect(stderr.startsWith(`userns-sim: ${file}: ${said}`), stderr).toBe(true);
      expect(stderr.match(/\n/g)).toHaveLength(1);
    }
  });

  it("has a fault where it throws when it is played", async () => {
    const file = join(folder, "throws.mjs");
    writeFileSync(file, `${BEFORE} export default { ...lesson, play: () => { throw new Error("x"); } };`);
    const { code, stdout } = await run(["lesson", file, "--check", "--json"]);
    expect([code, JSON.parse(stdout).faults[0].code]).toEqual([1, "lesson-throws"]);
  });

  it("shows lessons of the course as the course does", async () => {
    const file = join(folder, "course.mjs");
    writeFileSync(
      file,
      `export { COURSE as default } from ${JSON.stringify(pathToFileURL(resolve("src/lessons.ts")).href)};`,
    );
    const stepsOf = async (...names: readonly string[]): Promise<readonly unknown[]> => {
      const { stdout } = await run(["lesson", ...names, "--json"]);
      return JSON.parse(stdout).lessons.map(({ id, steps }: { id: string; steps: unknown }) => ({ id, steps }));
    };
    expect(await stepsOf(file)).toEqual(await stepsOf(...COURSE.map(({ id }) => id)));
    expect(await run(["lesson", file, "--check"])).toEqual({
      code: 0,
      stdout: `✓ ${COURSE.length} lessons replayed, no fault.\n`,
      stderr: "",
    });
  });
});

describe("the userns-sim file, with a lesson that goes on by itself", () => {
  const state = builtBin();

  function lesson(module: string, ...argv: readonly string[]) {
    writeFileSync(join(state.folder, "mine.mjs"), BEFORE + module);
    const { status, stdout, stderr } = spawnSync(process.execPath, [state.bin, "lesson", "mine.mjs", ...argv], {
      cwd: state.folder,
      encoding: "utf8",
      timeout: 60000,
    });
    return { code: status, stdout, stderr };
  }

  it("ends when its work is done", () => {
    const { code, stdout, stderr } = lesson("setInterval(() => {}, 1000); export default lesson;", "--list");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("L  1 min  t");
  });

  it.each([
    [
      "at its top level",
      "Promise.reject(new Error('stray')); export default {};",
      /^userns-sim: mine\.mjs: (expected|it threw where) .*\n$/,
    ],
    [
      "when it is played",
      "export default { ...lesson, play() { Promise.reject(1); throw new Error('x'); } };",
      /^userns-sim: mine\.mjs: L throws when it is played: Error: x\n$/,
    ],
  ])("tells one fault of two, where it rejects besides %s", (_when, module, said) => {
    const { code, stdout, stderr } = lesson(module, "--json");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(said);
  });
});
