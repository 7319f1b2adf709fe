import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, type CommandName } from "../../src/cli/commands.ts";
import { run } from "./run.ts";

const POD = '{"kind": "Pod", "metadata": {"name": "a"}, "spec": {"hostUsers": false, "containers": [{"name": "c"}]}}';
const TRACE =
  '{"schema": "userns-sim/trace/1", "subject": "allocator", "settings": {"start": 65536, "size": 65536, "strategy": "first-fit"}, "ops": []}';
const WORLD = { files: { pod: POD, trace: TRACE }, directories: { d: {} } };

/** A run of each command that would otherwise end with 0 or 1. */
const ANSWERED: { readonly [Name in CommandName]: readonly string[] } = {
  place: ["pod"],
  translate: ["--map", "0 0 1", "0"],
  check: ["pod"],
  audit: ["--pods-dir", "d"],
  decode: ["1", "--pods-dir", "d"],
  replay: ["trace"],
  escape: ["pod", "--from", "a"],
  explain: ["--uid", "1"],
  "map-check": ["0 0 1"],
  fuzz: ["--strategy", "first-fit", "--runs", "1"],
  compare: ["--pods", "5", "--strategy", "first-fit"],
  lesson: ["S16", "--check"],
};

/** A stream on a disk that is full: the system's error, as Node gives it. */
const FULL = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", errno: -28 });
const NOBODY = Object.assign(new Error("write EPIPE"), { code: "EPIPE", errno: -32 });

const COMPLAINT = "userns-sim: standard output: no space left on device\n";

describe.each(COMMAND_NAMES)("%s", (name) => {
  const argv = [name, ...ANSWERED[name]];

  it.each([[], ["--json"]])("gives no answer by its exit code when it cannot be written %j", async (...more) => {
    const { code } = await run([...argv, ...more], WORLD);
    expect([0, 1]).toContain(code);
    expect(await run([...argv, ...more], { ...WORLD, failing: { stdout: FULL } })).toEqual({
      code: 2,
      stdout: "",
      stderr: COMPLAINT,
    });
    expect(await run([...argv, ...more], { ...WORLD, failing: { stdout: FULL, stderr: FULL } })).toEqual({
      code: 2,
      stdout: "",
      stderr: "",
    });
    expect(await run([...argv, ...more], { ...WORLD, failing: { stdout: NOBODY } })).toEqual({
      code,
      stdout: "",
      stderr: "",
    });
  });
});

describe("the help, the version and a complaint", () => {
  it.each([["--help"], ["--version"], ["place", "--help"], ["help", "place"]])(
    "end with 2 when they cannot be written: %j",
    async (...argv) => {
      expect(await run(argv, { failing: { stdout: FULL } })).toEqual({ code: 2, stdout: "", stderr: COMPLAINT });
    },
  );

  it("end with 2 where nobody can be told", async () => {
    for (const argv of [["frob"], ["place", "none"], []])
      expect(await run(argv, { failing: { stderr: FULL } })).toEqual({ code: 2, stdout: "", stderr: "" });
  });
});
