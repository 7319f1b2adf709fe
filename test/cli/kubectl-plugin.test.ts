import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { builtBin } from "./built-bin.ts";

const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!hasKubectl) process.stderr.write("1 test is skipped: there is no kubectl to run the command as its plugin\n");

const POD = '{"kind":"Pod","metadata":{"name":"a"},"spec":{"hostUsers":false,"containers":[{"name":"c"}]}}';

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("the command as a plugin of kubectl, a link called kubectl-userns_sim", () => {
  const state = builtBin();
  beforeAll(() => symlinkSync(state.bin, join(state.folder, "kubectl-userns_sim")));

  function ran(file: string, args: readonly string[]): Ran {
    const env = { PATH: `${state.folder}:${process.env["PATH"]}`, HOME: state.folder };
    const { status, stdout, stderr } = spawnSync(file, args, { input: POD, encoding: "utf8", env });
    return { code: status, stdout, stderr };
  }

  it.each([["check", "-", "--json"], ["place"], ["frob"]])("answers the same: %s", (...args) => {
    const link = join(state.folder, "kubectl-userns_sim");
    const answer = ran(process.execPath, [state.bin, ...args]);
    expect(ran(process.execPath, [link, ...args])).toEqual(answer);
    expect(ran(link, args)).toEqual(answer);
  });

  it("says in its help what the user typed", () => {
    const { stdout } = ran(join(state.folder, "kubectl-userns_sim"), ["check", "--help"]);
    expect(stdout).toMatch(/^Usage: kubectl userns-sim check \[options\]/);
    expect(ran(state.bin, ["check", "--help"]).stdout).toMatch(/^Usage: userns-sim check \[options\]/);
  });

  it.skipIf(!hasKubectl)("is run by kubectl", () => {
    const answer = ran(state.bin, ["check", "-", "--json"]);
    expect(answer.code).toBe(0);
    expect(ran("kubectl", ["userns-sim", "check", "-", "--json"])).toEqual(answer);
    expect(ran("kubectl", ["userns-sim", "--help"]).stdout).toMatch(/^Usage: kubectl userns-sim /);
  });
});
