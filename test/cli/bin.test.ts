import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtBin } from "./built-bin.ts";

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Waits for a process and gathers what it writes. */
async function ended(child: ChildProcess): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data) => {
    written.stdout += data;
  });
  child.stderr?.on("data", (data) => {
    written.stderr += data;
  });
  return await new Promise((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, ...written }));
  });
}

describe("the userns-sim file", () => {
  const state = builtBin();

  function start(...argv: readonly string[]): ChildProcess {
    return spawn(process.execPath, [state.bin, ...argv], { stdio: "pipe", env: {} });
  }

  async function run(stdin: string, ...argv: readonly string[]): Promise<Ended> {
    const child = start(...argv);
    child.stdin?.end(stdin);
    return await ended(child);
  }

  it("gives the exit code of the answer", async () => {
    const map = ["translate", "--map", "0 65536 65536"];
    expect(await run("", ...map, "5")).toMatchObject({ code: 0, stderr: "" });
    expect(await run("", ...map, "70000")).toMatchObject({ code: 1, stderr: "" });
    expect(await run("", "frob")).toEqual({
      code: 2,
      signal: null,
      stdout: "",
      stderr: "userns-sim: unknown command 'frob'\n",
    });
  });

  it("reads files and standard input", async () => {
    const pod = "kind: Pod\nmetadata: {name: a}\nspec: {hostUsers: false, containers: [{name: app}]}\n";
    const file = join(state.folder, "pod.yaml");
    writeFileSync(file, pod);
    const read = await run("", "place", file);
    expect(read).toMatchObject({ code: 0, stderr: "" });
    expect((await run(pod, "place")).stdout).toBe(read.stdout);
    expect(await run("", "place", state.folder)).toEqual({
      code: 2,
      signal: null,
      stdout: "",
      stderr: `userns-sim: ${state.folder}: is a directory; name the files in it\n`,
    });
    expect((await run("a: [", "place")).stderr).not.toContain("    at ");
  });

  it("is quiet when nobody reads on", async () => {
    const deployment =
      "kind: Deployment\nmetadata: {name: a}\nspec: {replicas: 20000, template: {spec: {containers: [{name: b}]}}}";
    const child = start("place");
    child.stdin?.end(deployment);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const { code, stderr } = await ended(child);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it.skipIf(!existsSync("/dev/full"))(
    "says in a line that the disk is full, and gives no answer",
    async () => {
      const full = openSync("/dev/full", "w");
      try {
        const told = async (stdio: StdioOptions): Promise<Ended> =>
          await ended(
            spawn(process.execPath, [state.bin, "translate", "--map", "0 65536 65536", "5"], { stdio, env: {} }),
          );
        expect(await told(["ignore", full, "pipe"])).toEqual({
          code: 2,
          signal: null,
          stdout: "",
          stderr: "userns-sim: standard output: no space left on device\n",
        });
        expect(await told(["ignore", full, full])).toMatchObject({ code: 2, signal: null });
        expect(await told(["ignore", "pipe", full])).toMatchObject({ code: 0, signal: null });
      } finally {
        closeSync(full);
      }
    },
    60000,
  );

  it.skipIf(process.platform === "win32")(
    "gives no answer where the disk took a part of it",
    async () => {
      const file = join(state.folder, "part.json");
      const cut = `ulimit -f 1; exec '${process.execPath}' '${state.bin}' explain --uid 1 --json > '${file}'`;
      const { code, stderr } = await ended(spawn("sh", ["-c", cut], { stdio: "pipe", env: {} }));
      expect([code, stderr]).toEqual([2, "userns-sim: standard output: file too large\n"]);
      expect(readFileSync(file).length).toBeLessThanOrEqual(1024);
    },
    60000,
  );

  it.skipIf(process.platform === "win32")(
    "leaves no piece of a picture that could not be written",
    async () => {
      const [there, fresh] = [join(state.folder, "there.svg"), join(state.folder, "fresh.svg")];
      writeFileSync(there, "mine");
      const before = readdirSync(state.folder).sort();
      for (const [file, more] of [
        [there, "--force"],
        [fresh, ""],
      ]) {
        const drawn = `ulimit -f 1; exec '${process.execPath}' '${state.bin}' compare --pods 20 --svg '${file}' ${more}`;
        const { code, stderr } = await ended(spawn("sh", ["-c", drawn], { stdio: "pipe", env: {} }));
        expect([code, stderr]).toEqual([2, `userns-sim: ${file}: file too large\n`]);
      }
      expect([readdirSync(state.folder).sort(), readFileSync(there, "utf8")]).toEqual([before, "mine"]);
    },
    60000,
  );

  it("ends with 130 when it is interrupted", async () => {
    const child = start("place");
    const end = ended(child);
    // More than a pipe holds: it is written once the command has begun to read.
    await new Promise((resolve) => child.stdin?.write(" ".repeat(1 << 20), resolve));
    child.kill("SIGINT");
    expect(await end).toMatchObject({ code: 130, signal: null, stdout: "", stderr: "" });
  });
});
