import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { rangeSources } from "../../src/core/node/placement/range-sources.ts";
import { run } from "./run.ts";

describe("main", () => {
  it("prints the version, also after a command", async () => {
    const version = { code: 0, stdout: `${packageJson.version}\n`, stderr: "" };
    for (const argv of [["--version"], ["place", "--version"], ["translate", "--version"]])
      expect(await run(argv)).toEqual(version);
  });

  it("prints help on stdout when asked", async () => {
    for (const argv of [["--help"], ["-h"], ["place", "--help"], ["translate", "-h"]]) {
      const { code, stdout, stderr } = await run(argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: userns-sim/);
    }
  });

  it("names its commands, and what they are for", async () => {
    const { stdout } = await run(["--help"]);
    expect(stdout).toContain("place [options] [files...]      Place the pods of manifests on one node, and\n");
    expect(stdout).toContain("translate [options] [ids...]    Translate IDs and ranges through a map, from\n");
    await expect((await run(["place", "--help"])).stdout).toMatchFileSnapshot("golden/place/help.golden.txt");
    await expect((await run(["translate", "--help"])).stdout).toMatchFileSnapshot("golden/translate/help.golden.txt");
  });

  it("fits its help into the terminal", async () => {
    const { stdout } = await run(["place", "--help"], { terminal: 120 });
    const longest = Math.max(...stdout.split("\n").map((line) => line.length));
    expect(longest).toBeGreaterThan(100);
    expect(longest).toBeLessThanOrEqual(120);
  });

  it("prints help on stderr without a command", async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe((await run(["--help"])).stdout);
  });

  const wrong: readonly (readonly [readonly string[], string])[] = [
    [["frobnicate"], "unknown command 'frobnicate'"],
    [["plac"], "unknown command 'plac' (Did you mean place?)"],
    [["\u001b[31m"], "unknown command '\\u001b[31m'"],
    [["place", "--frob"], "unknown option '--frob'"],
    [
      ["place", "--seed", "-1"],
      "option '--seed <number>' argument '-1' is invalid. Expected a whole number from 0 to 4294967295.",
    ],
    [
      ["place", "--ids-per-pod", "0"],
      "option '--ids-per-pod <number>' argument '0' is invalid. Expected a whole number from 1 to 2147483647.",
    ],
    [
      ["place", "--ids-per-pod", "2147483648"],
      "option '--ids-per-pod <number>' argument '2147483648' is invalid. Expected a whole number from 1 to 2147483647.",
    ],
    [
      ["place", "--strategy", "best-fit"],
      `option '--strategy <name>' argument 'best-fit' is invalid. Allowed choices are ${rangeSources().join(", ")}.`,
    ],
    [
      ["place", "--pool", "65536:65536", "--subgid", "f"],
      "option '--subgid <file>' cannot be used with option '--pool <start:size>'",
    ],
    [
      ["place", "--pool", "65536:65536", "--subuid", "f"],
      "option '--subuid <file>' cannot be used with option '--pool <start:size>'",
    ],
    [["translate", "1000"], "required option '--map <text>' not specified"],
  ];

  it.each(wrong)("refuses %j", async (argv, message) => {
    expect(await run(argv)).toEqual({ code: 2, stdout: "", stderr: `userns-sim: ${message}\n` });
  });

  it("tells an error of its own in a line, and gives no answer", async () => {
    const env = new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          if (name === "COLUMNS") throw new TypeError("broken\u001b[31m");
        },
      },
    );
    expect(await run(["translate", "--map", "0 0 1"], { env })).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: internal error: TypeError: broken\\u001b[31m\n",
    });
  });
});
