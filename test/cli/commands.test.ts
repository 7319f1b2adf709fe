import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, COMMANDS } from "../../src/cli/commands.ts";
import { OUTPUT_NAMES, OUTPUTS, outputsOf } from "../../src/cli/output/outputs.ts";
import type { ExitName } from "../../src/cli/program/command-row.ts";
import { flagOf } from "../../src/cli/program/option-from.ts";
import type { AnyOptionRow, AnyOptionRows } from "../../src/cli/program/option-row.ts";
import { run } from "./run.ts";

function optionsOf(name: (typeof COMMAND_NAMES)[number]): readonly (readonly [name: string, row: AnyOptionRow])[] {
  return Object.entries(COMMANDS[name].options as AnyOptionRows);
}

/** The flags of a command, with those that all have. */
function flagsOf(name: (typeof COMMAND_NAMES)[number]): readonly string[] {
  const own = optionsOf(name).map(([option, { negated }]) => flagOf(option, negated));
  const short = outputsOf(COMMANDS[name].renderers).filter((output) => OUTPUTS[output].short);
  return [...own, "--format", ...short.map((output) => flagOf(output)), "--ascii", "--version", "--help"];
}

/** For one node by its name, a row is the same but for that. */
function isPerNode(one: AnyOptionRow, other: AnyOptionRow): boolean {
  return (one.perNode || other.perNode) === true && one.read === other.read && one.again === other.again;
}

const words = (text: string) => text.replace(/\s+/g, " ");

describe.each(COMMAND_NAMES)("the command %s", (name) => {
  const { summary, exits, outcomes, wasInterrupted, renderers, examples } = COMMANDS[name];

  it("has each of its options in the help, with what it means", async () => {
    const { stdout } = await run([name, "--help"]);
    for (const flag of flagsOf(name)) expect(stdout).toMatch(new RegExp(`^ {2}(?:-h, )?${flag}\\b`, "m"));
    for (const [, { about }] of optionsOf(name)) expect(words(stdout)).toContain(words(about));
  });

  it("has its options in the help once each", async () => {
    const { stdout } = await run([name, "--help"]);
    const listed = [...stdout.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, flag]) => flag);
    expect(listed).toEqual(flagsOf(name));
  });

  it("says what each of its exit codes means, and no other", () => {
    const given = new Set<ExitName>(["yes", "wrongUse", ...Object.values<ExitName>(outcomes)]);
    if (wasInterrupted !== undefined) given.add("interrupted");
    expect(new Set(Object.keys(exits))).toEqual(given);
    expect(exits.wrongUse).toMatch(/^wrong use\b/);
  });

  it("answers in text, and in what else it has a renderer for", () => {
    for (const output of OUTPUT_NAMES)
      expect(renderers[output] === undefined, output).toBe(
        OUTPUTS[output].render !== undefined || !outputsOf(renderers).includes(output),
      );
  });

  it("says what it is for in a sentence", () => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
  });

  it("keeps its help in the columns of a small terminal", async () => {
    const { stdout } = await run([name, "--help"]);
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it("has examples, which use options that it has", () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const [, ours = ""] = example.replaceAll("\\\n", " ").split(`userns-sim ${name}`);
      expect(example).toContain(`userns-sim ${name}`);
      const flags = ours.match(/(?<= )--[a-z-]+/g) ?? [];
      expect(flagsOf(name)).toEqual(expect.arrayContaining(flags));
    }
  });
});

describe("the options", () => {
  it("are declared once where several commands have the same", () => {
    const rows = new Map<string, { readonly row: AnyOptionRow; readonly command: string }>();
    for (const command of COMMAND_NAMES)
      for (const [name, row] of optionsOf(command)) {
        const key = `${name} ${row.value}: ${row.about}`;
        const first = rows.get(key);
        expect(
          first === undefined || first.row === row || isPerNode(first.row, row),
          `${key}, of ${first?.command} and ${command}`,
        ).toBe(true);
        rows.set(key, { row, command });
      }
  });
});
