import { describe, expect, it } from "vitest";
import { Writer } from "../../../src/cli/base/writer.ts";
import { campaign, type Plan } from "../../../src/cli/fuzz/campaign.ts";
import type { Settings } from "../../../src/cli/fuzz/history/history.ts";
import { strategyPlayers } from "../../../src/cli/fuzz/play/strategy-player.ts";
import { progressOn } from "../../../src/cli/fuzz/progress.ts";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { run, type World } from "../run.ts";
import { fuzz, leftBehind, oddProgram } from "./support.ts";
import { UNDISTURBED } from "./undisturbed.ts";

const FIRST_FIT = `${process.execPath} examples/allocators/first-fit.mjs`;
const WRONG = `${process.execPath} examples/allocators/wrong.mjs`;

/** What the runs of a shard are started with. */
async function settingsOf(shard: Plan["shard"], seed = 7, runs = 40): Promise<readonly string[]> {
  const seen: string[] = [];
  const make = strategyPlayers(firstFit, String as never);
  await campaign({
    ...UNDISTURBED,
    make: () => {
      const player = make();
      const play: typeof player.play = (settings: Settings, ...rest) => {
        seen.push(JSON.stringify(settings));
        return player.play(settings, ...rest);
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
    const argv = ["fuzz", "--exec", WRONG, "--runs", "16", "--seed", "5"];
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

describe("the time for one fault", () => {
  it("ends with the smallest history there is, which still shows it", async () => {
    const plan = (isLate: boolean): Plan => ({
      ...UNDISTURBED,
      make: strategyPlayers(() => ({ ...firstFit(), propose: () => ({ refuse: "no" }) }), String as never),
      runs: 1,
      allotTime: () => () => isLate,
    });
    const [late] = (await campaign(plan(true))).found;
    const [small] = (await campaign(plan(false))).found;
    expect([late?.isCertain, small?.isCertain, small?.histories.at(-1)?.operations.length]).toEqual([true, true, 1]);
    expect(late?.histories.at(-1)?.pool).toEqual(late?.played.history.pool);
    expect(late?.histories.at(-1)?.pool.size).toBeGreaterThan(small?.histories.at(-1)?.pool.size ?? 0);
  });
});

describe("progress", () => {
  it("is told on a terminal, and cleared away", async () => {
    const argv = ["fuzz", "--exec", FIRST_FIT, "--runs", "120"];
    const { stderr } = await run(argv, { stderrTerminal: true, now: ticking(40) });
    expect(stderr).toContain("\r\u001b[Krun ");
    expect(stderr).toMatch(/Krun \d+ of 120, \d+ operations a second, 0 findings/);
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
    expect(told).toEqual(["making the history of a finding smaller, try 7\n"]);
  });
});
