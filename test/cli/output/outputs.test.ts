import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, COMMANDS } from "../../../src/cli/commands.ts";
import { OUTPUT_NAMES, type OutputName, outputsOf } from "../../../src/cli/output/outputs.ts";
import { run } from "../run.ts";

/** What each output prints of one answer, as some command gives it. */
const samples: { readonly [Name in OutputName]: { readonly argv: readonly string[]; readonly stdout: string } } = {
  text: {
    argv: ["translate", "--map", "0 65536 1", "0"],
    stdout: "map, read as uid_map text, 1 mapping\n\nCONTAINER  → HOST\n0          → 65536\n",
  },
  json: {
    argv: ["explain", "--op", "chmod", "--json"],
    stdout: '{\n  "schema": "userns-sim/explain/1",\n  "outcome": "allowed",\n',
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
      const hasOption = new RegExp(`^ {2}--${name} `, "m").test(stdout);
      expect(hasOption, command).toBe(name !== "text" && outputsOf(COMMANDS[command].renderers).includes(name));
    }
  });
});
