import { describe, expect, it } from "vitest";
import { run } from "../run.ts";
import { fuzz, leftBehind, oddProgram } from "./support.ts";

/** A program is given time enough to start on a busy machine, where it does answer in the end. */
const LIMITS = ["--runs", "4", "--timeout", "60"];
const TWO_PODS = "65536+131072/65536~1:a1,a2";

/** What is found when a program does one odd thing as a second pod gets a range. */
const BREAKDOWNS: readonly (readonly [oddity: string, name: string, text: RegExp])[] = [
  ["tool", "ended", /^it does not answer: it ended with exit code 127$/],
  ["crash", "ended", /^it does not answer: it ended with exit code 3$/],
  ["late", "ended", /^it does not answer: it ended with exit code 3$/],
  ["signal", "ended", /^it does not answer: it ended (with exit code 139, that is )?by SIGSEGV$/],
  ["forks", "ended", /^it does not answer: it ended with exit code 4$/],
  ["holds", "ended", /^it does not answer: it ended with exit code 5$/],
  ["hang", "silent", /^it does not answer within 2 s$/],
  ["loop", "silent", /^it does not answer within 2 s$/],
  ["deaf", "silent", /^it does not answer within 2 s$/],
  ["close", "closed", /^it does not answer: it has closed its output, and runs on$/],
  ["junk", "junk", /^it answers with what is no JSON: panic: a slot is missing; expected \{"start":/],
  ["shape", "junk", /^its answer does not fit: \{"ok":true\}; expected \{"start":/],
  ["number", "junk", /^its answer does not fit: \{"start":"65536","size":65536\}; expected/],
  ["gigabyte", "long-line", /^it answers with a line of more than 65536 bytes$/],
];

describe("a program that breaks the protocol", () => {
  // They mostly wait.
  it.concurrent.each(BREAKDOWNS)("is found when it does this: %s", async (oddity, name, text) => {
    const { command, token } = oddProgram(oddity);
    const limits = name === "silent" ? ["--stop-after", "1", "--timeout", "2"] : LIMITS;
    const { code, document } = await fuzz(["--exec", command, ...limits]);
    expect(document.findings.map((finding) => finding.name)).toEqual([name]);
    const [finding] = document.findings;
    expect({ code, replay: finding?.replay, certain: finding?.certain, law: finding?.law }).toEqual({
      code: 1,
      replay: TWO_PODS,
      certain: true,
      law: null,
    });
    expect(finding?.text).toMatch(text);
    expect(document.ended).toBe(name === "silent" ? "enough" : "done");
    expect(finding?.steps.map(({ answer }) => answer)).toEqual([{ start: 65536, size: 65536 }, null]);
    expect(await leftBehind(token)).toEqual([]);
  });

  it.concurrent.each(["flood", "endless", "twice"])(
    "is found when it answers what was not asked: %s",
    async (oddity) => {
      const { command, token } = oddProgram(oddity);
      const { code, document } = await fuzz(["--exec", command, ...LIMITS]);
      expect(code).toBe(1);
      expect(document.findings.map((finding) => finding.name)).toContain("unasked");
      expect(await leftBehind(token)).toEqual([]);
    },
  );

  it("is found when it answers out of order, and said to be uncertain where lockstep hides it", async () => {
    const { command, token } = oddProgram("reverse");
    const { code, document } = await fuzz(["--exec", command, ...LIMITS, "--stop-after", "1"]);
    expect(code).toBe(1);
    expect(document.findings.length).toBeGreaterThan(0);
    expect(document.findings.filter(({ certain }) => certain)).toEqual([]);
    expect(await leftBehind(token)).toEqual([]);
  });

  it("is started again for as long as the campaign lasts", async () => {
    const { document } = await fuzz(["--exec", oddProgram("crash").command, "--runs", "40"]);
    expect(document).toMatchObject({ runs: 40, ended: "done", findings: [{ name: "ended" }] });
    expect(document.findings[0]?.seen).toBeGreaterThan(20);
  });

  it("is found when it ends at the `init` of some pools", async () => {
    const { code, document } = await fuzz(["--exec", oddProgram("fussy").command, "--runs", "2"]);
    expect(code).toBe(1);
    expect(document.findings).toMatchObject([
      { name: "ended", replay: "65536+131072/65536~1:", supports: null, steps: [], certain: true },
    ]);
    const again = await fuzz(["--exec", oddProgram("fussy").command, "--replay", document.findings[0]?.replay ?? ""]);
    expect(again).toMatchObject({ code: 1, document: { findings: [{ name: "ended" }] } });
  });

  it.concurrent.each([
    ["exit 3", "it ended with exit code 3 before it answered `init`", 2],
    ["kill -9 $$", "it ended by SIGKILL before it answered `init`", 2],
    ["exec >&-; exec sleep 600", "it closed its output before it answered `init`", 2],
    ["exec sleep 600", "it does not answer `init` within 1 s", 1],
    ["./no-such-program", "the shell cannot run echo no pool >&2; ./no-such-program", 1],
  ])("is no allocator when it answers no `init`: %s", async (does, said, tries) => {
    for (const how of [[], ["--replay", TWO_PODS]]) {
      if (does === "exec sleep 600" && how.length > 0) continue;
      const argv = ["fuzz", "--exec", `echo no pool >&2; ${does}`, "--timeout", "1", ...how];
      const { code, stdout, stderr } = await run(argv);
      expect({ code, stdout, last: stderr.trimEnd().split("\n").at(-1) }).toEqual({
        code: 2,
        stdout: "",
        last: `userns-sim: --exec: ${said}`,
      });
      // Its own words come before.
      expect(stderr.match(/^no pool$/gm)).toHaveLength(tries);
    }
  });

  it("may talk before it is asked", async () => {
    const { document } = await fuzz(["--exec", "echo ready; cat >/dev/null", "--timeout", "2", "--stop-after", "1"]);
    expect(document.findings.map(({ name }) => name)).toEqual([expect.stringMatching(/^(junk|unasked)$/)]);
  });
});

describe("a program that breaks a law", () => {
  it.concurrent("is found when it refuses a pool that can be handed out", async () => {
    const { code, document } = await fuzz(["--exec", oddProgram("refuses").command, ...LIMITS]);
    expect(code).toBe(1);
    expect(document.findings).toMatchObject([
      {
        name: "refused-pool",
        text: "it refuses a pool that can be handed out whole: too many slots",
        replay: "65536+131072/65536~1:",
      },
    ]);
  });

  it.concurrent("is found when it says that it knows what nobody knows", async () => {
    const { document } = await fuzz(["--exec", oddProgram("misspells").command, ...LIMITS]);
    expect(document.findings).toMatchObject([{ name: "junk", steps: [] }]);
  });

  it.concurrent("is found when it refuses in other words than the protocol's", async () => {
    const { document } = await fuzz(["--exec", oddProgram("wordless").command, ...LIMITS]);
    expect(document.findings).toMatchObject([{ name: "answers", replay: "65536+65536/65536~1:a1,a2" }]);
  });

  it.concurrent("is found when init does not start afresh", async () => {
    // The second history of this seed is a short one, and so it is made smaller in few tries.
    const { document } = await fuzz(["--exec", oddProgram("stale").command, "--runs", "2", "--seed", "7"]);
    const [finding] = document.findings;
    expect(finding).toMatchObject({ certain: true });
    // What is left from the first history makes the second one fail.
    expect(finding?.replay).toMatch(/^[^_]+:a[^_]+_[^_]+:a[^_]+$/);
    const again = await fuzz(["--exec", oddProgram("stale").command, "--replay", finding?.replay ?? ""]);
    expect(again).toMatchObject({ code: 1, document: { findings: [{ name: finding?.name }] } });
  });

  it.concurrent("is found when it takes as many starts as there were before", async () => {
    const { document } = await fuzz(["--exec", oddProgram("third").command, ...LIMITS]);
    const start = "65536+65536/65536~1:";
    expect(document.findings).toMatchObject([
      { name: "ended", certain: true, replay: [start, start, start].join("_") },
    ]);
  });

  it.concurrent("is found behind the first word of 64 bits", async () => {
    const { document } = await fuzz([
      "--exec",
      oddProgram("word").command,
      "--runs",
      "20",
      "--timeout",
      "60",
      "--stop-after",
      "1",
    ]);
    expect(document.findings).toMatchObject([{ name: "complete", certain: true }]);
    expect(document.findings[0]?.text).toMatch(/ of (65|110|130) slots (is|are) free, 1 asked for/);
  });

  it.concurrent("is found when equal seeds give other answers", async () => {
    const { document } = await fuzz(["--exec", oddProgram("random").command, ...LIMITS]);
    expect(document.findings).toMatchObject([{ name: "deterministic", law: { sentence: expect.any(String) } }]);
  });
});

describe("a program that is right", () => {
  it.concurrent.each(["locked", "blank", "none"])("has nothing found, though it is like this: %s", async (oddity) => {
    const { command, token } = oddProgram(oddity);
    const { code, document } = await fuzz(["--exec", command, "--runs", "30", "--timeout", "60"]);
    expect({ code, findings: document.findings, runs: document.runs }).toEqual({ code: 0, findings: [], runs: 30 });
    expect(await leftBehind(token)).toEqual([]);
  });
});
