import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_CANDIDATES } from "../../../src/cli/compare/candidates.ts";
import { createPool } from "../../../src/core/allocate/pool/pool.ts";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { STRATEGY_NAMES } from "../../../src/core/allocate/strategies/strategies.ts";
import { churn } from "../../../src/core/compare/history/churn.ts";
import { play } from "../../../src/core/compare/play/play.ts";
import { unwrap } from "../../../src/core/result.ts";
import { run, type World } from "../run.ts";

/** The document, from a run that is expected to do well. */
async function compared(argv: readonly string[], world: World = {}) {
  const { code, stdout, stderr } = await run(["compare", "--json", ...argv], world);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

const few = ["--strategy", "random-scan", "--strategy", "first-fit+quarantine", "--strategy", "shared-range"];

function allocatorTrace(ops: readonly object[], settings: object = {}): string {
  const pool = { start: 65536, size: 131072, strategy: "first-fit", ...settings };
  return JSON.stringify({ schema: "userns-sim/trace/1", subject: "allocator", settings: pool, ops });
}

function kubeletTrace(ops: readonly object[], settings: object = {}): string {
  const base = { release: "1.36", ...settings };
  return JSON.stringify({ schema: "userns-sim/trace/1", subject: "kubelet", seed: 1, settings: base, ops });
}

const kubeletUser = {
  kind: "getsubids",
  uids: { output: "0: kubelet 65536 7208960\n" },
  gids: { output: "0: kubelet 65536 7208960\n" },
};

describe("compare", () => {
  it("shows all strategies in small tables that fit a terminal", async () => {
    const { code, stdout, stderr } = await run(["compare"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    await expect(stdout).toMatchFileSnapshot("../golden/compare/compare.golden.txt");
  });

  it("fits a narrow terminal, in ASCII, and takes several sizes", async () => {
    const argv = ["compare", "--ascii", "--pods", "3", "--size", "1:3", "--size", "2:1", "--leftovers", "0", ...few];
    const { stdout } = await run(argv, { env: { COLUMNS: "40" } });
    await expect(stdout).toMatchFileSnapshot("../golden/compare/compare-40-ascii.golden.txt");
  });

  it("marks the baseline in colour, and in words", async () => {
    const { stdout } = await run(["compare", "--pods", "9", ...few], { env: { FORCE_COLOR: "1" } });
    expect(stdout).toContain("\u001b[31mshared-range (insecure)\u001b[0m");
    expect(stdout).toContain("shared-range is no strategy to use");
    const plain = await run(["compare", "--pods", "9", "--strategy", "first-fit"]);
    expect(plain.stdout).not.toMatch(/shared|quarantine/);
    expect(plain.stdout).toMatch(/\n *first-fit [^\n]*\n$/);
  });

  it("prints the whole document", async () => {
    const { stdout } = await run(["compare", "--json", "--pods", "50", "--pool", "65536:655360", ...few]);
    await expect(stdout).toMatchFileSnapshot("../golden/compare/compare.golden.json");
  });

  it("says in its help which wrapped strategies it compares when none is named", async () => {
    const help = (await run(["compare", "--help"])).stdout;
    const wrapped = DEFAULT_CANDIDATES.filter((name) => name.includes("+"));
    expect(wrapped.filter((name) => !help.includes(name))).toEqual([]);
    expect(wrapped).toHaveLength(3);
  });

  it("knows every preset, and all its numbers are those of the core", async () => {
    const { strategies, history } = await compared(["--pods", "300"]);
    const names = strategies.map(({ name }: { readonly name: string }) => name);
    const wrapped = ["first-fit + quarantine", "random-scan + quarantine", "first-fit + sticky", "shared-range"];
    expect(names).toEqual([...STRATEGY_NAMES, ...wrapped]);
    const parameters = { pods: 300, arrival: 10, lifetime: 300, leftovers: 20, cleanup: 300, returning: 10, seed: 1 };
    const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
    const score = play(unwrap(churn(parameters)), pool, firstFit());
    expect(strategies[1]).toEqual({ name: "first-fit", insecure: false, ...score });
    expect(history).toMatchObject(parameters);
    expect(strategies.at(-1)).toMatchObject({ name: "shared-range", insecure: true });
  });

  it("gives the same for the same seed, and something else for another", async () => {
    const [first, again, other] = [
      await compared(few),
      await compared(["--churn", ...few]),
      await compared(["--seed", "2", ...few]),
    ];
    expect(again).toEqual(first);
    expect(other.strategies[0]).not.toEqual(first.strategies[0]);
  });

  it("takes wrappers from the inside out, and each strategy once", async () => {
    const wanted = ["first-fit+sticky+quarantine", "first-fit + quarantine", "first-fit+quarantine"];
    const argv = wanted.flatMap((name) => ["--strategy", name]);
    const { strategies, quarantine } = await compared([...argv, "--quarantine", "7", "--pods", "50"]);
    expect(strategies.map(({ name }: { readonly name: string }) => name)).toEqual([
      "first-fit + sticky + quarantine",
      "first-fit + quarantine",
    ]);
    expect(quarantine).toBe(7);
  });

  it("says one of a thing in the singular, and what comes all at once", async () => {
    const said = async (...argv: readonly string[]) =>
      (await run(["compare", ...few, ...argv])).stdout.replace(/\s+/g, " ");
    const ones = await said("--leftovers", "1", "--returning", "1", "--arrival", "1");
    expect(ones).toContain("one in 1 tick; ");
    expect(ones).toContain("1 of 100 comes back. 1 of 100 leaves files behind, which lie there for");
    expect(await said("--arrival", "0")).toContain(" arrivals, all at once; a pod runs for");
  });

  it("takes the pool from where node takes it", async () => {
    const argv = ["--pods", "5", "--strategy", "first-fit"];
    const files = { subuid: "kubelet:131072:655360\nme:65536:131072\n" };
    const poolOf = async (...more: readonly string[]) => (await compared([...argv, ...more], { files })).pool;
    expect(await poolOf()).toEqual({
      source: "default",
      start: 65536,
      size: 7208960,
      idsPerPod: 65536,
      slots: 110,
      aligned: true,
      rest: 0,
    });
    expect(await poolOf("--ids-per-pod", "10")).toMatchObject({ source: "default", start: 65540, slots: 110 });
    expect(await poolOf("--ids-per-pod", "1")).toMatchObject({ source: "default", start: 65536, slots: 110 });
    expect(await poolOf("--pool", "65536:131072")).toMatchObject({ source: "option", slots: 2 });
    expect(await poolOf("--subuid", "subuid")).toMatchObject({ source: "subuid", start: 131072, slots: 10 });
    expect(await poolOf("--subgid", "subuid")).toMatchObject({ source: "subuid", start: 131072, slots: 10 });
    expect(await poolOf("--subuid", "subuid", "--subgid", "subuid")).toMatchObject({ start: 131072, slots: 10 });
    expect(await poolOf("--subuid", "subuid", "--subuid-user", "me")).toMatchObject({ start: 65536, slots: 2 });
  });

  const all = ["--leftovers", "100", "--cleanup", "1000", "--strategy", "first-fit", "--strategy", "next-fit"];

  it("plays a history of the allocator, in its pool or another one", async () => {
    const ops = [
      { type: "allocate", podUid: "__proto__", recorded: { outcome: { ok: true } } },
      { type: "restore", podUid: "b", range: { start: 131072, size: 65536 } },
      { type: "release", podUid: "__proto__" },
      { type: "allocate", podUid: "<c>" },
    ];
    const world = { files: { "t.json": allocatorTrace(ops) }, stdin: allocatorTrace(ops, { exclude: [] }) };
    const document = await compared(["--trace", "t.json", ...all], world);
    expect(document).toMatchObject({
      history: { source: "trace", file: "t.json", subject: "allocator", steps: 4, ticks: 3, leftovers: 100 },
      pool: { source: "trace", start: 65536, slots: 2 },
      strategies: [
        { name: "first-fit", starts: 3, placed: 3, exposure: { left: 1, starts: 1, hostIds: 65536 } },
        { name: "next-fit", placed: 3, exposure: { starts: 1 } },
      ],
    });
    const roomy = await compared(["--trace", "-", ...all, "--pool", "65536:655360"], world);
    expect(roomy).toMatchObject({
      history: { file: "standard input" },
      pool: { source: "option", slots: 10 },
      strategies: [{ exposure: { starts: 1 } }, { exposure: { starts: 0 } }],
    });
    expect((await run(["compare", "--trace", "t.json", ...all], world)).stdout).toContain(
      "t.json, 4 steps of an allocator, one a tick. 100 of 100 leave files behind,",
    );
  });

  it("plays a history of a kubelet", async () => {
    const ops = [
      { type: "start", settings: { release: "1.36", kubeletUser, maxPods: 1000 } },
      { type: "start", settings: { release: "1.36", featureGates: { UserNamespacesSupport: false } } },
      { type: "start", settings: { release: "1.36", kubeletUser } },
      { type: "create", podUid: "a" },
      { type: "create", podUid: "host", hostUsers: true },
      { type: "create", podUid: "unset", hostUsers: "unset" },
      { type: "create", podUid: "b", hostUsers: false },
      { type: "create", podUid: "b" },
      { type: "cleanup", known: [] },
      { type: "cleanup", known: ["a"], running: [] },
      { type: "delete-file", podUid: "a" },
      { type: "create", podUid: "c" },
      { type: "release", podUid: "a" },
    ];
    const document = await compared(["--trace", "k.json", ...all], { files: { "k.json": kubeletTrace(ops) } });
    expect(document).toMatchObject({
      history: { subject: "kubelet", steps: 13, ticks: 12 },
      pool: { source: "trace", start: 65536, size: 7208960, slots: 110 },
      strategies: [{ starts: 3, mostPods: 2, exposure: { left: 2, starts: 1 } }, { exposure: { starts: 0 } }],
    });
    expect(document.strategies[0].reuse.slots).toBe(1);
  });

  it("leaves the slot of 4294967295 out of a kubelet's default pool", async () => {
    const files = { "k.json": kubeletTrace([{ type: "start" }]) };
    const { pool, strategies } = await compared(["--trace", "k.json", ...all], { files });
    expect(pool).toMatchObject({ start: 65536, slots: 65534 });
    expect(strategies[0]).toMatchObject({ starts: 0, reuse: null });
  });

  it("plays the example that the guide has", async () => {
    const path = "examples/node/lost-file.trace.json";
    const files = { [path]: readFileSync(new URL(`../../../${path}`, import.meta.url)) };
    expect((await compared(["--trace", path, ...all], { files })).strategies[0].starts).toBe(2);
  });

  const two = JSON.stringify({ schema: "userns-kubelet/traces/1", traces: [] });
  const files = {
    "bad.json": "{}",
    "none.json": two,
    "pool.json": allocatorTrace([], { start: 1000 }),
    "past.json": allocatorTrace([], { exclude: [{ start: 4294967295, size: 2 }] }),
    "never.json": kubeletTrace([{ type: "create", podUid: "a" }]),
  };

  it.each([
    [["--strategy", "best-fit"], "--strategy: expected random-scan, first-fit, "],
    [["--strategy", "first-fit+reserve"], "--strategy: expected random-scan, first-fit, "],
    [["--strategy", "__proto__"], "found __proto__"],
    [["--strategy", "shared-range+sticky"], "found shared-range+sticky"],
    [["--strategy", "first-fit+shared-range"], "found first-fit+shared-range"],
    [["--strategy", `first-fit${"+sticky".repeat(5)}`], "found first-fit+sticky"],
    [["--strategy", "\u001b[31m"], "found \\u001b[31m"],
    [["--strategy", ""], "--strategy: expected"],
    [["--pods", "0"], "Expected a whole number from 1 to 100000."],
    [["--leftovers", "101"], "Expected a whole number from 0 to 100."],
    [["--quarantine", "0"], "Expected a whole number from 1 to 4294967295."],
    [["--size", "1"], "Expected slots:weight, like 1:9, with up to 65536 slots."],
    [["--size", "1:2:3"], "Expected slots:weight"],
    [["--size", "0:1"], "Expected slots:weight"],
    [["--size", "65537:1"], "Expected slots:weight"],
    [["--size", "1:1000001"], "Expected slots:weight"],
    [["--pool", "1"], "--pool: expected START:SIZE"],
    [["--ids-per-pod", "2147483647"], "--pool: "],
    [["--trace", "t.json", "--pods", "5"], "option '--trace <file>' cannot be used with option '--pods <number>'"],
    [["--trace", "t.json", "--churn"], "option '--trace <file>' cannot be used with option '--churn'"],
    [["--trace", "nope.json"], "nope.json: no such file"],
    [["--trace", "bad.json"], "bad.json: schema: expected"],
    [["--trace", "none.json"], "none.json: expected one history to compare with, found 0"],
    [["--trace", "pool.json"], "pool.json: settings: "],
    [["--trace", "past.json"], "past.json: settings.exclude: [4294967295, 4294967297) ends past the last ID"],
    [["--trace", "never.json"], "never.json: the kubelet never starts with a pool; name one with --pool"],
    [
      ["--strategy", "first-fit", "--quarantine", "7"],
      "--quarantine has a meaning with +quarantine behind a --strategy only",
    ],
    [
      ["--trace", "never.json", "--ids-per-pod", "65536"],
      "--ids-per-pod has a meaning with --trace only beside --pool, --subuid or --subgid",
    ],
    [["--force"], "--force has a meaning with --svg only"],
    [["--subuid-user", "me"], "--subuid-user has a meaning with --subuid or --subgid only"],
    [["--subuid-user", "me", "--pool", "0:65536"], "--subuid-user has a meaning with --subuid or --subgid only"],
    [["what"], "too many arguments"],
  ])("says what is wrong with %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(["compare", ...argv], { files });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
