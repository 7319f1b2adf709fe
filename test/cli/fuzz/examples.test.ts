import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../run.ts";
import { fuzz, hasTool } from "./support.ts";

const NODE = process.execPath;
const RIGHT = { code: 0, document: { outcome: "nothing-found", ended: "done", runs: 48, findings: [] } };

describe("the examples", () => {
  const state = { folder: "" };

  beforeAll(() => {
    state.folder = mkdtempSync(join(tmpdir(), "userns-sim-"));
  });

  afterAll(() => {
    rmSync(state.folder, { recursive: true });
  });

  it.concurrent("first-fit.mjs keeps all laws", async () => {
    const found = await fuzz(["--exec", `${NODE} examples/allocators/first-fit.mjs`, "--runs", "48"]);
    expect(found).toMatchObject(RIGHT);
    expect(found.document.operations).toBeGreaterThan(2000);
    expect(found.document.refusedPools).toBeGreaterThan(5);
  });

  it.skipIf(!hasTool("python3"))("random-scan.py keeps all laws", { concurrent: true }, async () => {
    expect(await fuzz(["--exec", "python3 examples/allocators/random-scan.py", "--runs", "48"])).toMatchObject(RIGHT);
  });

  it.skipIf(!hasTool("gcc"))("bitmap.c keeps all laws", { concurrent: true }, async () => {
    const program = join(state.folder, "bitmap");
    const { stderr, status } = spawnSync(
      "gcc",
      ["-O2", "-Wall", "-Wextra", "-Werror", "-o", program, "examples/allocators/bitmap.c"],
      { encoding: "utf8" },
    );
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    expect(await fuzz(["--exec", program, "--runs", "48"])).toMatchObject(RIGHT);
  });

  it.concurrent("wrong.mjs is found out, and its history is as small as can be", async () => {
    const command = `${NODE} examples/allocators/wrong.mjs`;
    const { code, document } = await fuzz(["--exec", command, "--runs", "48"]);
    expect(code).toBe(1);
    expect(document.findings).toMatchObject([
      {
        name: "disjoint",
        law: { sentence: "No two live pods have a host ID in common." },
        certain: true,
        replay: "65536+131072/65536~1:a1,a2,r1,s,a1",
        supports: ["restart"],
        steps: [{}, {}, {}, { request: { op: "restart" } }, { answer: { start: 131072, size: 65536 } }],
      },
    ]);
    const again = await fuzz(["--exec", command, "--replay", document.findings[0]?.replay ?? ""]);
    expect(again.document.findings).toEqual(document.findings.map((finding) => ({ ...finding, run: 0, seen: 1 })));
  });

  it.concurrent("wrong.mjs leaves a trace, which the allocator of this library refuses at the same step", async () => {
    const { document } = await fuzz(["--exec", `${NODE} examples/allocators/wrong.mjs`, "--runs", "8"]);
    const trace = JSON.stringify(document.findings[0]?.trace);
    const { code, stdout } = await run(["replay", "trace.json"], { files: { "trace.json": trace } });
    expect(code).toBe(1);
    expect(stdout).toContain("✗ step 3: outcome.ok is other than recorded");
  });
});

describe("the kubelet", () => {
  const state = { folder: "", command: "" };

  beforeAll(async () => {
    state.folder = mkdtempSync(join(tmpdir(), "userns-sim-"));
    state.command = `${NODE} ${join(state.folder, "kubelet.mjs")}`;
    // As if the package were installed beside it.
    const home = join(state.folder, "node_modules/userns-sim");
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), '{"type":"module","exports":{"./kubelet":"./kubelet.js"}}');
    copyFileSync("examples/allocators/kubelet.mjs", join(state.folder, "kubelet.mjs"));
    await build({ entryPoints: ["src/kubelet.ts"], bundle: true, format: "esm", outfile: join(home, "kubelet.js") });
  });

  afterAll(() => {
    rmSync(state.folder, { recursive: true });
  });

  it.concurrent("is found out in its defects: the leak, the last slot, the wrap to root, the refused start, ranges of running pods", async () => {
    const { code, document } = await fuzz(["--exec", state.command, "--runs", "48"]);
    expect(code).toBe(1);
    const found = new Map(document.findings.map(({ name, replay, steps }) => [name, { replay, last: steps.at(-1) }]));
    expect(found.get("same-range")?.replay).toBe("65536+65536/65536~1:a1,l1,a1");
    expect(found.get("no-last-id")).toMatchObject({
      replay: "4294901760+65536/65536~1:a1",
      last: { answer: { start: 4294901760, size: 65536 } },
    });
    // The range of a running pod is given away: `running-range-given-away`.
    expect(found.get("disjoint")?.replay).toBe("65536+65536/65536~1:a1,l1,c-1,a2");
    // One file that cannot be read: `start-refused`.
    expect(found.get("restart")?.replay).toBe("65536+65536/65536~1:a1,t1=7b,s");
    expect(found.get("in-pool")).toMatchObject({ last: { answer: { start: 0, size: 65536 } } });
    expect([...found.keys()].sort()).toEqual(["disjoint", "in-pool", "no-last-id", "restart", "same-range"]);
  });

  it.concurrent("keeps all laws when its defects are fixed", async () => {
    expect(await fuzz(["--exec", `${state.command} all`, "--runs", "48"])).toMatchObject(RIGHT);
  });

  it.concurrent("keeps the defects that are not fixed", async () => {
    const { document } = await fuzz(["--exec", `${state.command} last-slot,pool-wraps`, "--runs", "48"]);
    expect(document.findings.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["same-range", "disjoint", "restart"]),
    );
  });
});
