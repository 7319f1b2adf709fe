import { describe, expect, it } from "vitest";
import { run } from "../run.ts";
import { fuzz } from "./support.ts";

const WRONG = `${process.execPath} examples/allocators/wrong.mjs`;

describe("userns-sim fuzz", () => {
  it("tells how to use it", async () => {
    const { code, stdout, stderr } = await run(["fuzz", "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("../golden/fuzz/help.golden.txt");
  });

  it("tells what it found, in words", async () => {
    const { code, stdout } = await run(["fuzz", "--exec", "node examples/allocators/wrong.mjs", "--runs", "16"]);
    expect(code).toBe(1);
    await expect(stdout).toMatchFileSnapshot("../golden/fuzz/fuzz.golden.txt");
  });

  it.each([
    [[], "expected either --exec COMMAND or --strategy NAME"],
    [["--exec", "true", "--strategy", "first-fit"], "expected either --exec COMMAND or --strategy NAME"],
    [["--exec", "./there-is-no-such-program"], /^--exec: the shell cannot run \.\/there-is-no-such-program$/m],
    [
      ["--strategy", "best-fit"],
      /^--strategy: there is no best-fit; there are .*first-fit.*, and files that end in \.mjs/,
    ],
    [["--strategy", "./nowhere.mjs"], /^\.\/nowhere\.mjs: /],
    [["--strategy", "examples/allocators/../../test/cli/fuzz/programs/none.mjs"], /expected `default` or `strategy`/],
    [["--exec", "true", "--shard", "3/2"], /Expected i\/n, with i from 1 to n/],
    [["--exec", "true", "--shard", "1"], /Expected i\/n, with i from 1 to n/],
    [["--exec", "true", "--seed", "4294967296"], /Expected a whole number from 0 to 4294967295/],
    [["--exec", "true", "--replay", "65536+65536:a1"], /^--replay: expected START\+SIZE\/IDS~SEED:OPERATIONS/],
    [
      ["--exec", "true", "--replay", "65536+65536/65536~1:a1,x"],
      "--replay: operation 1: expected a, r or l and a pod's number, a1x2 for two slots, c and pods for a cleanup, t1=HEX for a record, or s",
    ],
    [["--exec", "true", "--replay", "other.json"], /^other\.json: expected a document of `userns-sim fuzz --json`/],
    [["--exec", "true", "--replay", "bad.json"], "bad.json: findings[0].replay: expected a text"],
  ])("refuses %j", async (argv, message) => {
    const files = { "other.json": "[]", "bad.json": '{"schema":"userns-sim/fuzz/1","findings":[{}]}' };
    const { code, stdout, stderr } = await run(["fuzz", ...argv], { files });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    const text = stderr.replace("userns-sim: ", "").trimEnd();
    if (typeof message === "string") expect(text).toBe(message);
    else expect(text).toMatch(message);
  });

  it("plays all histories of a document again", async () => {
    const { document } = await fuzz(["--exec", WRONG, "--runs", "8"]);
    const files = { "found.json": JSON.stringify(document) };
    const again = await fuzz(["--exec", WRONG, "--replay", "found.json"], { files });
    expect(again).toMatchObject({ code: 1, document: { seed: null, shard: null, runs: 1, operations: 5 } });
    const right = `${process.execPath} examples/allocators/first-fit.mjs`;
    const none = { code: 0, document: { runs: 1, refusedPools: 0 } };
    expect(await fuzz(["--exec", right, "--replay", "found.json"], { files })).toMatchObject(none);
    const refused = { code: 0, document: { runs: 1, refusedPools: 1, operations: 0 } };
    expect(await fuzz(["--exec", right, "--replay", "4294901760+65536/65536~1:a1"])).toMatchObject(refused);
  });
});

describe("--strategy", () => {
  it.each(["first-fit", "next-fit", "random-scan"])("finds nothing wrong with %s", async (name) => {
    expect(await fuzz(["--strategy", name, "--runs", "40"])).toMatchObject({
      code: 0,
      document: { subject: { kind: "strategy", name }, runs: 40, findings: [] },
    });
  });

  it("finds what is wrong with a strategy of one's own", async () => {
    const { code, document } = await fuzz(["--strategy", "test/cli/fuzz/programs/lazy.mjs", "--runs", "40"]);
    expect(code).toBe(1);
    expect(document.findings.flatMap(({ name, also }) => [name, ...also])).toContain("complete");
  });
});
