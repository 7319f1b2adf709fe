import { describe, expect, it } from "vitest";
import { Writer } from "../../../src/cli/base/writer.ts";
import { campaign, type Plan, type Tally } from "../../../src/cli/fuzz/campaign.ts";
import type { Found } from "../../../src/cli/fuzz/findings.ts";
import type { Settings } from "../../../src/cli/fuzz/history/history.ts";
import { type MakePlayer, programPlayers } from "../../../src/cli/fuzz/play/player.ts";
import { strategyPlayers } from "../../../src/cli/fuzz/play/strategy-player.ts";
import { progressOn } from "../../../src/cli/fuzz/progress.ts";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import { run, type World } from "../run.ts";
import { fuzz, leftBehind, oddProgram } from "./support.ts";
import { UNDISTURBED } from "./undisturbed.ts";

const FIRST_FIT = `exec ${process.execPath} examples/allocators/first-fit.mjs`;
const WRONG = `exec ${process.execPath} examples/allocators/wrong.mjs`;

const refusingEighth: Strategy["propose"] = (request, view) =>
  view.pool.slots - view.freeSlots > 6 ? { refuse: "no" } : firstFit().propose(request, view, null);

/** What the runs of a shard are started with. */
async function settingsOf(shard: Plan["shard"], seed = 7, runs = 40): Promise<readonly string[]> {
  const seen: string[] = [];
  const make = strategyPlayers(firstFit, [], String as never);
  await campaign({
    ...UNDISTURBED,
    make: () => {
      const player = make();
      const play: typeof player.play = async (settings: Settings) => {
        seen.push(JSON.stringify(settings));
        const history = { ...settings, operations: [] };
        return { history, supports: [], refusal: undefined, answers: [], trouble: undefined, breakdown: undefined };
      };
      return { ...player, play };
    },
    seed,
    runs,
    shard,
  });
  return [...new Set(seen)];
}

describe("shards", () => {
  it("share the runs of a campaign, each run in one of them", async () => {
    const whole = await settingsOf({ index: 1, of: 1 });
    const shards = [];
    for (const index of [1, 2, 3]) shards.push(...(await settingsOf({ index, of: 3 })));
    expect(whole).toHaveLength(40);
    expect([...shards].sort()).toEqual([...whole].sort());
  });

  it("of other seeds have other runs", async () => {
    const shared = new Set(await settingsOf({ index: 1, of: 1 }, 7));
    expect((await settingsOf({ index: 1, of: 1 }, 8)).filter((settings) => shared.has(settings))).toEqual([]);
  });

  it("have all kinds of pools each, and runs of their own", async () => {
    for (const index of [1, 4, 8]) {
      const ends = (await settingsOf({ index, of: 8 }, 7, 400)).map((settings) => {
        const { start, size } = JSON.parse(settings).pool;
        return start + size;
      });
      expect(ends).toHaveLength(50);
      for (const isOfKind of [
        (end: number) => end < 4294000000,
        (end: number) => end === 4294967296,
        (end: number) => end > 4294967296,
      ])
        expect(ends.filter(isOfKind).length).toBeGreaterThan(0);
    }
    const empty = await run(["fuzz", "--strategy", "first-fit", "--runs", "2", "--shard", "5/8"]);
    expect({ code: empty.code, stdout: empty.stdout }).toEqual({ code: 2, stdout: "" });
    expect(empty.stderr).toContain("share 5 of 8 has none of 2 runs");
  });

  it("find between them what the whole campaign finds", async () => {
    const { document } = await fuzz(["--exec", WRONG, "--runs", "16", "--shard", "2/2", "--seed", "3"]);
    expect(document).toMatchObject({ runs: 8, shard: { index: 2, of: 2 }, seed: 3, findings: [{ name: "disjoint" }] });
    const { stdout } = await run(["fuzz", "--exec", WRONG, "--runs", "16", "--shard", "2/2", "--seed", "3"]);
    expect(stdout).toMatch(/^8 runs, \d+ operations, seed 3, shard 2\/2\. /m);
  });
});

/** A clock that is some milliseconds further each time that it is looked at. */
function ticking(ms: number): () => number {
  let time = 0;
  return () => {
    time += ms;
    return time;
  };
}

/** A world in which the user wants an end before so many runs have been played. */
function interruptedAfter(runs: number): World {
  let interrupt = (): void => undefined;
  let left = runs;
  return {
    onInterrupt: (handler) => {
      interrupt = handler;
      return () => undefined;
    },
    onBreath: () => {
      left--;
      if (left < 0) interrupt();
    },
  };
}

describe("a campaign", () => {
  it("gives the same result for the same seed", async () => {
    const argv = ["fuzz", "--exec", WRONG, "--runs", "8", "--seed", "5"];
    expect(await run(argv)).toEqual(await run(argv));
  });

  it("ends when the time is up", async () => {
    const now = ticking(100);
    const { code, document } = await fuzz(["--exec", FIRST_FIT, "--time", "1"], { now });
    expect({ code, ended: document.ended, findings: document.findings }).toEqual({
      code: 0,
      ended: "time",
      findings: [],
    });
    expect(document.runs).toBeGreaterThan(0);
    const late = await fuzz(["--exec", FIRST_FIT, "--time", "2"], { now: ticking(1000) });
    expect(late.document).toMatchObject({ ended: "time", runs: 0 });
    const { stdout } = await run(["fuzz", "--exec", FIRST_FIT, "--time", "2"], { now: ticking(1000) });
    expect(stdout.replaceAll("\n", " ")).toContain("The time was up. Nothing was found.");
  });

  it("ends on Ctrl-C, with what was found so far", async () => {
    const wrong = await fuzz(["--exec", WRONG, "--runs", "10000000"], interruptedAfter(8));
    expect(wrong).toMatchObject({ code: 1, document: { ended: "interrupted", findings: [{ name: "disjoint" }] } });
    const right = await fuzz(["--exec", FIRST_FIT, "--runs", "10000000"], interruptedAfter(8));
    expect(right).toMatchObject({ code: 130, document: { ended: "interrupted", outcome: "nothing-found" } });
  });

  it("ends on Ctrl-C while a program hangs, and leaves nothing behind", async () => {
    const { command, token } = oddProgram("loop");
    const onInterrupt = (handler: () => void): (() => void) => {
      const timer = setTimeout(handler, 1500);
      return () => clearTimeout(timer);
    };
    const { code, document } = await fuzz(["--exec", command, "--timeout", "600"], { onInterrupt });
    expect({ code, ended: document.ended, findings: document.findings }).toEqual({
      code: 130,
      ended: "interrupted",
      findings: [],
    });
    expect(await leftBehind(token)).toEqual([]);
  });
});

describe("the search for a smaller history", () => {
  /** What two campaigns find with a strategy that goes wrong in the middle, the time of one being up by then. */
  async function foundBy(isLate: boolean): Promise<{ readonly found: Found | undefined; readonly tries: number }> {
    let tries = 0;
    let isFirst = true;
    const isTimeUp = (): boolean => {
      const isUp = isLate && !isFirst;
      isFirst = false;
      return isUp;
    };
    const make = strategyPlayers(() => ({ ...firstFit(), propose: refusingEighth }), [], String as never);
    const onTry = (): void => void tries++;
    const { found } = await campaign({ ...UNDISTURBED, make, runs: 1, seed: 4, isTimeUp, onTry });
    return { found: found[0], tries };
  }

  it("is short when the time is up, and still shows the fault", async () => {
    const late = await foundBy(true);
    const small = await foundBy(false);
    expect([late, small].map(({ found }) => found?.held)).toEqual([
      { shown: 4, tries: 4 },
      { shown: 4, tries: 4 },
    ]);
    expect(small.found?.histories.at(-1)?.operations.length).toBe(5);
    expect(late.tries).toBeLessThan(small.tries);
  });
});

describe("--stop-after", () => {
  it("ends a campaign with so many findings", async () => {
    const { code, document } = await fuzz(["--exec", WRONG, "--runs", "16", "--stop-after", "1"]);
    expect({ code, document }).toMatchObject({
      code: 1,
      document: { runs: 1, ended: "enough", findings: [{ seen: 1 }] },
    });
    const two = await fuzz(["--exec", WRONG, "--runs", "8", "--stop-after", "2"]);
    expect(two.document).toMatchObject({ runs: 8, ended: "done", findings: [{ name: "disjoint" }] });
  });
});

describe("the findings", () => {
  const LAZY = ["--strategy", "test/cli/fuzz/programs/lazy.mjs", "--runs", "40"];

  it("are one for each defect, with all laws that it breaks", async () => {
    const { stdout } = await run(["fuzz", ...LAZY]);
    expect(stdout).toContain("The same defect breaks gives-back, too.");
  });

  it.each(["1", "2", "3"])(
    "have the name that the smallest history shows, whichever came first: seed %s",
    async (seed) => {
      const { document } = await fuzz([...LAZY, "--seed", seed]);
      const [found] = document.findings.filter(({ name, also }) => [name, ...also].includes("gives-back"));
      expect(found).toMatchObject({ name: "complete", also: ["gives-back"], steps: [{}] });
    },
  );

  it("are two for two defects", async () => {
    const { document } = await fuzz(["--exec", "node test/cli/fuzz/programs/twofold.mjs", "--runs", "60"]);
    expect(document.findings.map(({ name, also }) => [name, ...also].sort())).toEqual([
      ["disjoint", "restart"],
      ["complete"],
    ]);
  });
});

describe("--except", () => {
  it("leaves known laws aside, and shows what is broken besides", async () => {
    const { command } = oddProgram("careless");
    const both = await fuzz(["--exec", command, "--runs", "4"]);
    expect(both.document.findings.map(({ name, replay }) => [name, replay])).toEqual([
      ["disjoint", "65536+131072/65536~1:a1,a2"],
      ["ended", "65536+196608/65536~1:a1,a2,a3"],
    ]);
    const rest = await fuzz(["--exec", command, "--runs", "4", "--except", "disjoint"]);
    expect(rest.document).toMatchObject({ except: ["disjoint"], findings: [{ name: "ended" }] });
    expect(rest.document.findings).toHaveLength(1);
    expect((await fuzz(["--exec", WRONG, "--runs", "8", "--except", "disjoint"])).code).toBe(0);
  });

  it("goes on judging after a refusal", async () => {
    const strategy = "test/cli/fuzz/programs/lazy.mjs";
    const all = await fuzz(["--strategy", strategy, "--runs", "8"]);
    const known = all.document.findings.flatMap(({ name, also }) =>
      [name, ...also].flatMap((law) => ["--except", law]),
    );
    const rest = await fuzz(["--strategy", strategy, "--runs", "8", ...known]);
    expect(rest).toMatchObject({ code: 0, document: { findings: [] } });
    expect(rest.document.operations).toBeGreaterThan(all.document.operations);
  });

  it("is about laws that there are", async () => {
    const { code, stderr } = await run(["fuzz", "--exec", "true", "--except", "ended"]);
    expect(code).toBe(2);
    expect(stderr).toContain("'--except <law>' argument 'ended' is invalid. Allowed choices are disjoint, in-pool,");
  });
});

describe("a known fault", () => {
  /** How many operations a program is asked in a campaign, all that is tried included. */
  async function askedIn(file: string): Promise<{ readonly operations: number; readonly starts: number }> {
    let operations = 0;
    let starts = 0;
    const make = programPlayers(`exec ${process.execPath} examples/allocators/${file}`, 60, [], () => undefined);
    const counting: MakePlayer = () => {
      const player = make();
      starts++;
      const play: typeof player.play = async (...given) => {
        const played = await player.play(...given);
        operations += played.answers.length;
        return played;
      };
      return { ...player, play };
    };
    await campaign({ ...UNDISTURBED, make: counting, runs: 150 });
    return { operations, starts };
  }

  it("is counted, not made smaller again, and ends no program", async () => {
    const [right, wrong] = await Promise.all([askedIn("first-fit.mjs"), askedIn("wrong.mjs")]);
    expect(wrong.operations).toBeLessThan(2 * right.operations);
    // Another one for every 50 runs, to compare what equal seeds give, and to make sure of the finding.
    expect([right.starts, wrong.starts]).toEqual([9, 10]);
  });
});

describe("progress", () => {
  it("is told on a terminal, and cleared away", async () => {
    const argv = ["fuzz", "--exec", FIRST_FIT, "--runs", "30"];
    const { stderr } = await run(argv, { stderrTerminal: true, now: ticking(160) });
    expect(stderr).toContain("\r\u001b[Krun ");
    expect(stderr).toMatch(/Krun \d+ of 30, \d+ operations a second, 0 findings/);
    expect(stderr.endsWith("\r\u001b[K")).toBe(true);
    let time = 0;
    const told: string[] = [];
    const write = async (text: string): Promise<void> => void told.push(text);
    const output = { isTerminal: false, columns: undefined, write };
    const log = new Writer(output, { colours: false, ascii: false });
    const progress = progressOn({ stderr: log }, undefined, () => time);
    progress.onTry(1);
    time = 20000;
    progress.onTry(7);
    time = 40000;
    progress.onRun({ runs: 7, operations: 200, found: [] } as Partial<Tally> as Tally);
    expect(told).toEqual([
      "making the history of a finding smaller, try 7\n",
      "7 runs, 5 operations a second, 0 findings\n",
    ]);
  });
});
