import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { COMMAND_NAMES } from "../../src/cli/commands.ts";
import { run } from "./run.ts";

describe("help", () => {
  it.each(COMMAND_NAMES)("tells how to use %s", async (name) => {
    const { code, stdout, stderr } = await run([name, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const golden = `golden/${name}/help.golden.txt`;
    const wasThere = existsSync(fileURLToPath(new URL(golden, import.meta.url)));
    await expect(stdout).toMatchFileSnapshot(golden);
    expect(wasThere, `${golden} was missing, and is written now: read it, and keep it`).toBe(true);
  });

  it.each(COMMAND_NAMES)("says the same of %s, asked for it as a command", async (name) => {
    expect(await run(["help", name])).toEqual(await run([name, "--help"]));
  });

  it("says the same of all, asked for it as a command", async () => {
    expect(await run(["help"])).toEqual(await run(["--help"]));
  });

  it("names every command, in the order of the table", async () => {
    const { stdout } = await run(["--help"]);
    const [, list = ""] = stdout.split("\nCommands:\n");
    const names = [...list.matchAll(/^ {2}([a-z-]+) \[options\]/gm)].map(([, name]) => name);
    expect(names).toEqual([...COMMAND_NAMES, "help"]);
  });

  it("says what the commands are that it does not know", async () => {
    const wrong = (message: string) => ({ code: 2, stdout: "", stderr: `userns-sim: ${message}\n` });
    expect(await run(["help", "frobnicate"])).toEqual(wrong("unknown command 'frobnicate'"));
    expect(await run(["help", "plac"])).toEqual(wrong("unknown command 'plac' (Did you mean place?)"));
    for (const argv of [["node"], ["node", "--help"], ["node", "-", "--json"], ["help", "node"]])
      expect(await run(argv)).toEqual(wrong("the command node is called place now"));
    expect(await run(["help", "\u001b[31m"])).toEqual(wrong("unknown command '\\u001b[31m'"));
    expect((await run(["help", "place", "translate"])).code).toBe(2);
  });
});
