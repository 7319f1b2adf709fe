import { describe, expect, it } from "vitest";
import { BrokenLaw } from "../../../src/testing/counterexample/broken-law.ts";
import { english } from "../../../src/testing/counterexample/english.ts";
import { explain } from "../../../src/testing/counterexample/explain.ts";
import type { LawFinding } from "../../../src/testing/history/finding.ts";
import type { Counterexample } from "../../../src/testing/history/outcome.ts";
import { ALL_LAWS, LAWS } from "../../../src/testing/laws/laws.ts";

const COUNTEREXAMPLE: Counterexample = {
  subject: "mine",
  history: {
    pool: { start: 65536, size: 196608, idsPerPod: 65536, exclude: [{ start: 70000, size: 1 }] },
    seed: 7,
    operations: [
      { op: "allocate", podUid: "web" },
      { op: "allocate", podUid: "\u001b[31mred\nline", size: 131072 },
      { op: "loseRecord", podUid: "web" },
      { op: "restart" },
      { op: "restore", podUid: "__proto__", start: 131072, size: 65536 },
      { op: "release", podUid: "\u202egnp.exe" },
      { op: "allocate", podUid: "a".repeat(100) },
      { op: "allocate", podUid: "never asked" },
    ],
  },
  answers: [
    { start: 131072, size: 65536 },
    { start: 131072, size: 65536, more: [{ start: 196608, size: 65536 }] },
    { ok: true },
    { ok: true },
    { error: "taken\u001b[2J" },
    { error: "unknown pod", code: "not-allocated" },
    { start: 65536, size: 65536 },
  ],
  finding: {
    law: "in-pool",
    operation: { op: "allocate", podUid: "a" },
    answer: { start: 65536, size: 65536 },
    fault: {
      code: "excluded",
      range: { start: 65536, size: 65536 },
      excluded: { start: 70000, size: 1 },
    },
  },
};

describe("english", () => {
  it("says what a cleanup is told, and what a damaged record says", () => {
    const { cleanup, corruptRecord } = english.steps;
    expect(cleanup({ op: "cleanup", known: ["a", "b"], running: [] })).toBe(
      'a cleanup: known "a", "b", running nobody',
    );
    expect(corruptRecord({ op: "corruptRecord", podUid: "a", text: "{" })).toBe('the record of pod "a" says "{"');
  });
});

describe("explain", () => {
  it("tells what happened, and what breaks", () => {
    expect(explain(COUNTEREXAMPLE)).toMatchInlineSnapshot(`
      ""mine" breaks the law in-pool: Every range lies inside the pool.
        the pool is [65536, 262144), 3 slots of 65536 IDs; the seed is 7
        no pod may get [70000, 70001)
        1. pod "web" asks                                                                               [131072, 196608)
        2. pod "\\u001b[31mred\\nline" asks for 131072 IDs                                                [131072, 196608) and [196608, 262144)
        3. the record of pod "web" is lost                                                              done
        4. the allocator restarts                                                                       done
        5. pod "__proto__" is restored to [131072, 196608)                                              refused: "taken\\u001b[2J"
        6. pod "\\u202egnp.exe" ends                                                                     refused: "not-allocated"
        7. pod "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" asks  [65536, 131072)
        ✗ [65536, 131072) holds IDs of [70000, 70001), which is excluded
      What breaks: The pod runs with the IDs of users of the node, root and system services among them."
    `);
  });

  it("has nothing in it that moves the cursor, changes colours or the order of reading", () => {
    const name = "\u001b]0;title\u0007\u009b31m\u202e\u2066\u200b\u2028";
    const text = explain({
      subject: name,
      history: { ...COUNTEREXAMPLE.history, operations: [{ op: "allocate", podUid: name }] },
      answers: [{ error: name, code: name }],
      finding: { ...COUNTEREXAMPLE.finding, strategy: name, fault: { code: "no-answer", error: name } },
    });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text.split("\n")).toHaveLength(6);
    expect(text).toContain("\\u001b");
    expect(text).toContain("\\u202e");
  });

  it("counts in the singular and the plural", () => {
    const pool = { start: 5, size: 1, idsPerPod: 1, exclude: [] };
    const operations = [{ op: "allocate", podUid: "a", size: 1 }] as const;
    const text = explain({ ...COUNTEREXAMPLE, history: { pool, seed: 0, operations }, answers: [{ ok: true }] });
    expect(text).toContain("the pool is [5, 6), 1 slot of 1 ID; the seed is 0");
    expect(text).toContain('  1. pod "a" asks for 1 ID  done');
    expect(explain({ ...COUNTEREXAMPLE, answers: [] }).split("\n")).toHaveLength(5);
  });

  it("has a sentence and a consequence for every law", () => {
    for (const law of ALL_LAWS) {
      const lines = explain({ ...COUNTEREXAMPLE, finding: { ...COUNTEREXAMPLE.finding, law } }).split("\n");
      expect(lines[0]).toBe(`"mine" breaks the law ${law}: ${LAWS[law].sentence}`);
      expect(lines.at(-1)).toBe(`What breaks: ${LAWS[law].consequence}`);
    }
  });
});

describe("explain with texts of one's own", () => {
  it("takes every word from them", () => {
    const finding: LawFinding = { ...COUNTEREXAMPLE.finding, strategy: "STRATEGY" };
    const words = explain(
      { ...COUNTEREXAMPLE, finding },
      {
        laws: { ...LAWS, "in-pool": { sentence: "SENTENCE", consequence: "CONSEQUENCE" } },
        breaks: (subject, law, sentence) => `breaks ${subject} ${law} ${sentence}`,
        settings: ({ idsPerPod }, seed) => `settings ${idsPerPod} ${seed}`,
        excluded: ({ start }) => `excluded ${start}`,
        steps: {
          allocate: ({ size = 0 }) => `allocate ${size}`,
          release: () => "release\n",
          restore: ({ start }) => `restore ${start}`,
          restart: () => "restart",
          loseRecord: ({ podUid }) => `loseRecord ${podUid}`,
          cleanup: ({ known }) => `cleanup ${known}`,
          corruptRecord: ({ text }) => `corruptRecord ${text}`,
        },
        answers: {
          range: ({ start }) => `range ${start}`,
          done: () => "done",
          refusal: ({ error }) => `refusal ${error}`,
        },
        also: (others) => `also ${others.join(" ")}`,
        loose: () => "loose",
        consequence: (consequence) => `consequence ${consequence}`,
        faults: { ...english.faults, excluded: ({ excluded }) => `excluded ${excluded.start}` },
        blames: (strategy, fault) => `${strategy} ${fault}`,
      },
    );
    expect(words.split("\n")).toEqual([
      "breaks mine in-pool SENTENCE",
      "  settings 65536 7",
      "  excluded 70000",
      "  1. allocate 0       range 131072",
      "  2. allocate 131072  range 131072",
      "  3. loseRecord web   done",
      "  4. restart          done",
      "  5. restore 131072   refusal taken\\u001b[2J",
      "  6. release\\u000a    refusal unknown pod",
      "  7. allocate 0       range 65536",
      "  ✗ STRATEGY excluded 70000",
      "consequence CONSEQUENCE",
    ]);
  });
});

describe("BrokenLaw", () => {
  it("is an error that explains", () => {
    const error = new BrokenLaw(COUNTEREXAMPLE);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("BrokenLaw");
    expect(error.message).toBe(explain(COUNTEREXAMPLE));
    expect(error.counterexample).toBe(COUNTEREXAMPLE);
  });
});

describe("the laws", () => {
  it("are all listed, once, each in two sentences", () => {
    expect(Object.keys(LAWS)).toEqual([...ALL_LAWS]);
    for (const { sentence, consequence } of Object.values(LAWS))
      for (const text of [sentence, consequence]) expect(text).toMatch(/^[A-Z0-9].*\.$/);
    expect(new Set(Object.values(LAWS).flatMap(({ sentence, consequence }) => [sentence, consequence])).size).toBe(
      2 * ALL_LAWS.length,
    );
  });
});

describe("a report in the place of its counterexample", () => {
  it.each([
    { failed: true, counterexample: COUNTEREXAMPLE },
    { states: 1, counterexample: undefined },
  ])("%#", (report) => {
    expect(() => explain(report as unknown as Counterexample)).toThrow(
      new TypeError(
        "explain: expected counterexample to be what a check, a run or the explorer has found, got a report: give its counterexample",
      ),
    );
  });
});
