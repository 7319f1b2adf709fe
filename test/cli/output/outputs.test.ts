import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, COMMANDS } from "../../../src/cli/commands.ts";
import { OUTPUT_NAMES, OUTPUTS, type OutputName, outputsOf } from "../../../src/cli/output/outputs.ts";
import { run } from "../run.ts";

/** What each output prints of one answer, as some command gives it. */
const samples: { readonly [Name in OutputName]: { readonly argv: readonly string[]; readonly stdout: string } } = {
  text: {
    argv: ["translate", "--map", "0 65536 1", "0"],
    stdout:
      "map, read as uid_map text, 1 mapping; first number is the container's\n\nCONTAINER  → HOST\n0          → 65536\n",
  },
  json: {
    argv: ["explain", "--op", "chmod", "--json"],
    stdout: '{\n  "schema": "userns-sim/explain/1",\n  "outcome": "allowed",\n',
  },
  sarif: {
    argv: ["check", "--format", "sarif"],
    stdout:
      '{\n  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",\n  "version": "2.1.0",\n',
  },
};

describe.each(OUTPUT_NAMES)("the output %s", (name) => {
  it("is printed to stdout", async () => {
    const { argv, stdout } = samples[name];
    const printed = await run(argv);
    expect(printed).toMatchObject({ code: 0, stderr: "" });
    expect(printed.stdout.slice(0, stdout.length)).toBe(stdout);
  });

  it("is in the help of the commands that have it, and of no others", async () => {
    for (const command of COMMAND_NAMES) {
      const { stdout } = await run([command, "--help"]);
      const [, choices = ""] = /\(choices: ("text"[^)]*)\)/.exec(stdout.replace(/\s+/g, " ")) ?? [];
      const has = outputsOf(COMMANDS[command].renderers).includes(name);
      expect(choices.split(", ").includes(`"${name}"`), command).toBe(has);
      expect(new RegExp(`^ {2}--${name} `, "m").test(stdout), command).toBe(has && OUTPUTS[name].short === true);
    }
  });

  it("can be asked for by its name", async () => {
    const { argv, stdout } = samples[name];
    const printed = await run([
      ...argv.filter((word) => !["--json", "--format", name].includes(word)),
      "--format",
      name,
    ]);
    expect(printed.stdout.slice(0, stdout.length)).toBe(stdout);
  });

  it("is refused by the commands that have it not, with a word on what they have", async () => {
    for (const command of COMMAND_NAMES) {
      const names = outputsOf(COMMANDS[command].renderers);
      if (names.includes(name)) continue;
      expect(await run([command, "--format", name])).toEqual({
        code: 2,
        stdout: "",
        stderr: `userns-sim: option '--format <name>' argument '${name}' is invalid. Allowed choices are ${names.join(", ")}.\n`,
      });
    }
  });
});

it("an output is asked for once", async () => {
  for (const format of OUTPUT_NAMES.slice(0, 2))
    expect(await run(["explain", "--json", "--format", format])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "userns-sim: option '--json' cannot be used with option '--format <name>'\n",
    });
});
