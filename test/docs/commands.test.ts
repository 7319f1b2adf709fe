import { describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/base/io.ts";
import { COMMAND_NAMES, COMMANDS, type CommandName } from "../../src/cli/commands.ts";
import { OUTPUT_NAMES, OUTPUTS } from "../../src/cli/output/outputs.ts";
import { flagOf } from "../../src/cli/program/option-from.ts";
import type { AnyOptionRows } from "../../src/cli/program/option-row.ts";
import { page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";
import { pages } from "./fences.ts";

const guide = page("docs/guide/command.md");

/** The section of the guide about a command. */
function sectionOf(name: CommandName): string {
  const sections = pages().flatMap((path) => (path.startsWith("docs/guide/") ? page(path).split(/^(?=## )/m) : []));
  return sections.find((section) => new RegExp(`^## userns-sim ${name}(?::.*)?\n`).test(section)) ?? "";
}

describe.each(COMMAND_NAMES)("the command %s", (name) => {
  it("has a section of the guide, with an example that is run", () => {
    expect(sectionOf(name)).toMatch(new RegExp(`^\`\`\`console\\n\\$ (.*\\| )?userns-sim ${name}\\b`, "m"));
  });

  it("is in the README", () => {
    expect(page("README.md")).toMatch(new RegExp(`\`(userns-sim )?${name}\\b[^\`]*\``));
  });
});

describe("the guide", () => {
  it("has the exit codes of all commands", () => {
    const codes = tableRows(guide, "exit code", "means");
    expect(codes.map(([code]) => Number(code))).toEqual(Object.values(EXIT));
    const [, interrupted] = codes.at(-1) ?? [];
    const told = COMMAND_NAMES.flatMap((name) => COMMANDS[name].exits.interrupted ?? []);
    expect(new Set(told)).toEqual(new Set([interrupted]));
  });

  it.each(OUTPUT_NAMES)("says how the output %s is asked for", (name) => {
    expect(guide).toMatch(new RegExp(`\`--format.*(?:\n.*)?\`${name}\``));
    expect(guide).toContain("`--ascii`");
  });

  it("names no option that there is not", () => {
    const known = COMMAND_NAMES.flatMap((name) =>
      Object.entries(COMMANDS[name].options as AnyOptionRows).map(([option, { negated }]) => flagOf(option, negated)),
    );
    const outputs = ["--format", ...OUTPUT_NAMES.filter((name) => OUTPUTS[name].short).map((name) => flagOf(name))];
    const all = [...known, ...outputs, "--ascii", "--version", "--help"];
    const named = pages()
      .filter((file) => file === "README.md" || file.startsWith("docs/guide/"))
      .flatMap((file) => (page(file).match(/(?<=`)--[a-z-]+(?=[` ])/g) ?? []).map((flag) => `${file}: ${flag}`));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((line) => !all.includes(line.split(": ")[1] ?? ""))).toEqual([]);
  });
});
