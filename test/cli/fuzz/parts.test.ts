import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { makeHistory, makeSettings } from "../../../src/cli/fuzz/history/generate.ts";
import { capacityOf, type History, isSound, podsOf } from "../../../src/cli/fuzz/history/history.ts";
import { lawful } from "../../../src/cli/fuzz/history/ledger.ts";
import { runSeed } from "../../../src/cli/fuzz/history/run-seed.ts";
import { shrink } from "../../../src/cli/fuzz/history/shrink.ts";
import { LineSplitter } from "../../../src/cli/fuzz/program/line-splitter.ts";
import { passOn } from "../../../src/cli/fuzz/program/pass-on.ts";
import { formatReplay, parseReplay } from "../../../src/cli/fuzz/replay-text.ts";
import { Dice } from "../../../src/core/random/dice.ts";
import { unwrap } from "../../../src/core/result.ts";
import { SUPPORTS, type Support } from "../../../src/testing/protocol/reply.ts";

const RUNS = Array.from({ length: 400 }, (_, run) => run);

function history(text: string): History {
  const [first] = unwrap(parseReplay(text));
  if (first === undefined) throw new Error("no history");
  return first;
}

describe("runSeed", () => {
  it("gives every run another one, also where it wraps around", () => {
    const seeds = RUNS.map((run) => runSeed(4294967295, run));
    expect(new Set(seeds).size).toBe(RUNS.length);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= 4294967295)).toBe(true);
  });
});

describe("makeSettings", () => {
  it("makes pools of whole slots that start at a multiple of the IDs a pod, not at 0", () => {
    for (const run of RUNS) {
      const { pool, idsPerPod } = makeSettings(runSeed(1, run));
      expect([idsPerPod % 65536, pool.start % idsPerPod, pool.size % idsPerPod]).toEqual([0, 0, 0]);
      expect(pool.start >= idsPerPod && pool.start <= 4294967295).toBe(true);
    }
  });

  it("ends pools below 2^32, at it and past it", () => {
    const ends = RUNS.map((run) => makeSettings(runSeed(1, run)).pool).map(({ start, size }) => start + size);
    expect(ends.filter((end) => end === 4294967296).length).toBeGreaterThan(20);
    expect(ends.filter((end) => end > 4294967296).length).toBeGreaterThan(20);
    expect(ends.filter((end) => end > 4294000000 && end < 4294967296).length).toBeGreaterThan(20);
  });
});

describe("makeHistory", () => {
  it("asks only what may be asked, and what the allocator knows", () => {
    for (const run of RUNS) {
      const settings = makeSettings(runSeed(1, run));
      const all = makeHistory(settings, SUPPORTS);
      expect(lawful(all)).toEqual(all);
      const few = new Set(makeHistory(settings, []).operations.map(({ op }) => op));
      expect([...few].filter((op) => op !== "allocate" && op !== "release")).toEqual([]);
    }
  });

  it("asks for up to 3 slots, in some histories, where the allocator knows that", () => {
    const slots = (supports: readonly Support[]) =>
      RUNS.map((run) => makeSettings(runSeed(1, run))).map((settings) =>
        makeHistory(settings, supports).operations.map((operation) =>
          operation.op === "allocate" && operation.size !== undefined ? operation.size / settings.idsPerPod : 0,
        ),
      );
    const sized = slots(["size"]);
    expect(new Set(sized.flat())).toEqual(new Set([0, 1, 2, 3]));
    const plain = sized.filter((history) => history.every((count) => count === 0)).length;
    expect(plain > 100 && plain < 300).toBe(true);
    expect(new Set(slots(["restart", "loseRecord", "seed"]).flat())).toEqual(new Set([0]));
  });

  it("leaves in records what a full disk, a crash or a hand may leave, each of it", () => {
    const texts = RUNS.flatMap((run) => makeHistory(makeSettings(runSeed(1, run)), SUPPORTS).operations).flatMap(
      (operation) => (operation.op === "corruptRecord" ? [operation.text] : []),
    );
    expect(new Set(texts)).toEqual(new Set(["", "{", "null", "[]", "\u0000\u0000"]));
  });

  it("fills the pool in the end, and asks for one more", () => {
    const settings = { ...makeSettings(1), seed: 1 };
    const { operations } = makeHistory(settings, SUPPORTS);
    const last = operations.slice(-capacityOf(settings) - 1);
    expect(last.every(({ op }) => op === "allocate")).toBe(true);
    expect(isSound(settings)).toBe(true);
  });
});

describe("lawful", () => {
  it.each([
    ["65536+131072/65536~1:a1,l1,s,a1,r1,l1,a2", "65536+131072/65536~1:a1,l1,s,a2"],
    ["65536+131072/65536~1:a1,t1=7b,s,c1-,c-,a1,t1=", "65536+131072/65536~1:a1,t1=7b,s,c-"],
    ["65536+131072/65536~1:a1,a2,c1-,l2,l1", "65536+131072/65536~1:a1,a2,c1-,l1"],
    ["65536+131072/65536~1:l1,a1,l1,l1", "65536+131072/65536~1:a1,l1"],
    ["65536+131072/65536~1:a1,l1,a1,s,r1,s", "65536+131072/65536~1:a1,l1,a1,r1,s"],
    ["65536+131072/65536~1:a1,l1,r1,s,a1", "65536+131072/65536~1:a1,l1,r1,s,a1"],
    ["65536+65536/65536~1:a1,a2,l2", "65536+65536/65536~1:a1,a2"],
    ["65536+131072/65536~1:a1x2,l1,a2,l2", "65536+131072/65536~1:a1x2,l1,a2"],
    ["65536+131072/65536~1:a1,a2x2,l2,r1,a2x2,l2", "65536+131072/65536~1:a1,a2x2,r1,a2x2,l2"],
  ])("makes of %s: %s", (text, expected) => {
    expect(formatReplay([lawful(history(text))])).toBe(expected);
  });
});

describe("replay texts", () => {
  it("come back as they were", () => {
    const histories = RUNS.slice(0, 50).map((run) => makeHistory(makeSettings(runSeed(2, run)), SUPPORTS));
    expect(unwrap(parseReplay(formatReplay(histories)))).toEqual(histories);
  });

  it.each([
    "",
    "x",
    "65536+65536/65536:a1",
    "0+65536/65536~1:",
    "65536+65536/0~1:",
    "65536+65536/65536~4294967296:",
    "65536+65536/65536~1:a",
    "65536+65536/65536~1:a1_",
    "65536+65536/65536~1:a1x0",
    "65536+65536/65536~1:r1x2",
    "65536+65536/65536~1:c1",
    "65536+65536/65536~1:c1.-",
    "65536+65536/65536~1:t1=7",
  ])("are refused when they are wrong: %s", (text) => {
    expect(parseReplay(text)).toEqual({ ok: false, error: expect.stringMatching(/expected/) });
  });
});

describe("passOn", () => {
  async function heard(...pieces: readonly string[]): Promise<readonly string[]> {
    const lines: string[] = [];
    const stream = Readable.from(pieces.map((piece) => Buffer.from(piece, "latin1")));
    passOn(stream, (line) => lines.push(line));
    await new Promise((resolve) => stream.once("close", resolve));
    return lines;
  }

  it("hands on lines, wherever they are cut, and what stands behind the last", async () => {
    expect(await heard("a", "b\n\nc\r\nd\re\n", "f")).toEqual(["ab", "", "c", "d\re", "f"]);
    expect(await heard("\xc3", "\xa4\xff\n")).toEqual(["ä\ufffd"]);
    expect(await heard()).toEqual([]);
  });

  it("does not wait for the end of a line that has none", async () => {
    const lines = await heard(...Array.from({ length: 10 }, () => "x".repeat(20000)));
    expect(lines.map((line) => line.length)).toEqual([80000, 80000, 40000]);
  });
});

describe("LineSplitter", () => {
  it("finds the lines whatever the pieces are", () => {
    const bytes = Buffer.from("a\n\nzwölf\nlast");
    for (let size = 1; size <= bytes.length; size++) {
      const lines: string[] = [];
      const splitter = new LineSplitter();
      for (let at = 0; at < bytes.length; at += size)
        splitter.push(bytes.subarray(at, at + size), (line) => lines.push(line) > 0);
      expect(lines).toEqual(["a", "", "zwölf"]);
    }
  });

  it("takes lines of 64 KiB, and no longer ones", () => {
    const most = "x".repeat(65536);
    expect(new LineSplitter().push(Buffer.from(`${most}\n`), () => true)).toBe(true);
    expect(new LineSplitter().push(Buffer.from(most), () => true)).toBe(true);
    expect(new LineSplitter().push(Buffer.from(`${most}x\n`), () => true)).toBe(false);
    expect(new LineSplitter().push(Buffer.from(`${most}x`), () => true)).toBe(false);
  });

  it("hears no more lines after one that is the last", () => {
    const lines: string[] = [];
    expect(new LineSplitter().push(Buffer.from("a\nb\n"), (line) => lines.push(line) > 1)).toBe(true);
    expect(lines).toEqual(["a"]);
  });
});

describe("shrink", () => {
  it("keeps what is needed, and numbers the pods", async () => {
    const big = makeHistory({ pool: { start: 6553600, size: 13 * 65536 }, idsPerPod: 65536, seed: 99 }, SUPPORTS);
    let asked = 0;
    // Three allocations and, somewhere behind them, a restart.
    const probe = async ({ operations }: History): Promise<number | undefined> => {
      asked++;
      const third = operations.flatMap(({ op }, i) => (op === "allocate" ? [i] : []))[2];
      const restart = third === undefined ? -1 : operations.findIndex(({ op }, i) => op === "restart" && i > third);
      return restart < 0 ? undefined : restart + 1;
    };
    expect(formatReplay([await shrink(big, probe, 1000)])).toBe("65536+65536/65536~1:a1,a1,a1,s");
    expect(asked).toBeLessThan(400);
  });

  it("asks for no more slots than are needed, and keeps them when a slot gets smaller", async () => {
    const big = history("13107200+1310720/131072~7:a3,a9x3,r3,a4x3,a5x3,s");
    const needsTwo = async ({ operations, idsPerPod }: History): Promise<number | undefined> => {
      const at = operations.findIndex((one) => one.op === "allocate" && (one.size ?? 0) >= 2 * idsPerPod);
      return at < 0 ? undefined : at + 1;
    };
    expect(formatReplay([await shrink(big, needsTwo, 1000)])).toBe("65536+65536/65536~1:a1x2");
  });

  it("names no more pods in a cleanup than are needed", async () => {
    const big = history("65536+262144/65536~1:a1,a2,a3,l2,c1.2.3-1.2,a4");
    const needsTwo = async ({ operations }: History): Promise<number | undefined> => {
      const lost = operations.find(({ op }) => op === "loseRecord");
      const at = operations.findIndex(
        (one) => one.op === "cleanup" && one.running.includes(podsOf([...(lost ? [lost] : [])])[0] ?? ""),
      );
      return at < 0 ? undefined : at + 1;
    };
    expect(formatReplay([await shrink(big, needsTwo, 1000)])).toBe("65536+65536/65536~1:a1,l1,c-1");
  });

  it("asks no more often than it may", async () => {
    const big = makeHistory(makeSettings(5), SUPPORTS);
    let asked = 0;
    const never = async (): Promise<undefined> => {
      asked++;
    };
    expect(await shrink(big, never, 7)).toBe(big);
    expect(asked).toBe(7);
  });
});

describe("Dice", () => {
  it("has nothing to choose from nothing", () => {
    expect(new Dice(1).one([])).toBeUndefined();
  });
});
