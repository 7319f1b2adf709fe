import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { builtBin } from "../built-bin.ts";
import { run } from "../run.ts";

describe("a program that the system does not start", () => {
  const state = builtBin();

  it("is named where there is no shell", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    const { code, stdout, stderr } = await run(["fuzz", "--exec", "true"]).finally(() => {
      process.env["PATH"] = path;
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--exec: it cannot be started: spawn sh ENOENT");
  });

  it("is named where its command is none", async () => {
    const { code, stderr } = await run(["fuzz", "--exec", "true\0false"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--exec: it cannot be started: ");
    expect(stderr).toContain("must be a string without null bytes");
  });

  it.runIf(process.platform === "linux")("is named where no more files can be opened", () => {
    // How many Node itself needs is up to its version; with too few it does not come as far as the command.
    const said = [20, 22, 24, 26, 28, 30, 32].map(
      (files) =>
        spawnSync(
          "sh",
          ["-c", `ulimit -n ${files}; exec "$0" "$1" fuzz --exec true --runs 1`, process.execPath, state.bin],
          {
            encoding: "utf8",
          },
        ).stderr,
    );
    expect(said.join("")).toContain("userns-sim: --exec: it cannot be started: spawn sh EMFILE\n");
    expect(said.join("")).not.toContain("internal error");
  });
});
