import { describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/base/io.ts";
import { COMMAND_NAMES, COMMANDS } from "../../src/cli/commands.ts";
import { OUTPUT_NAMES } from "../../src/cli/output/outputs.ts";
import { flagOf } from "../../src/cli/program/option-from.ts";
import type { AnyOptionRows } from "../../src/cli/program/option-row.ts";
import { page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";
import { pages } from "./fences.ts";

const guide = page("docs/guide/command.md");
const summaries = tableRows(guide, "command", "what it does");
const exitCodes = tableRows(guide, "command", "exit code 0", "exit code 1", "exit code 2");

/** The part of a page that an address leads to: below a heading, up to the next of its rank; all of it without one. */
function partOf(address: string): string {
  const [file, anchor] = address.split("#");
  const text = file === "" ? guide : page(`docs/guide/${file}`);
  if (anchor === undefined) return text;
  const parts = text.split(/^(?=## )/m);
  return parts.find((part) => anchorOf(part.slice(3, part.indexOf("\n"))) === anchor) ?? "";
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
}

describe.each(COMMAND_NAMES)("the command %s", (name) => {
  const { summary, exits } = COMMANDS[name];
  const [link = "", told] = summaries.find(([cell = ""]) => cell.startsWith(`[\`${name}\`]`)) ?? [];

  it("is in the guide's table of commands, with what it does", () => {
    expect(told).toBe(summary);
  });

  it("has a section of the guide, with an example that is run", () => {
    const [, target = ""] = link.match(/\((.*)\)$/) ?? [];
    expect(partOf(target)).toMatch(new RegExp(`^\`\`\`console\\n\\$ (.*\\| )?userns-sim ${name}\\b`, "m"));
  });

  it("has its exit codes in the guide", () => {
    expect(exitCodes.find(([cell]) => cell === `\`${name}\``)).toEqual([
      `\`${name}\``,
      exits.yes,
      exits.no ?? "",
      exits.wrongUse,
    ]);
  });

  it("is in the README", () => {
    expect(page("README.md")).toMatch(new RegExp(`\`(userns-sim )?${name}\\b[^\`]*\``));
  });
});

describe("the guide", () => {
  it("lists the commands in the order of their table, and no others", () => {
    const names = COMMAND_NAMES.map((name) => `\`${name}\``);
    expect(summaries.map(([link]) => link?.match(/`.*`/)?.[0])).toEqual(names);
    expect(exitCodes.map(([cell]) => cell)).toEqual(names);
  });

  it("has the exit codes of all commands", () => {
    const codes = tableRows(guide, "exit code", "means");
    expect(codes.map(([code]) => Number(code))).toEqual(Object.values(EXIT));
    const [, interrupted] = codes.at(-1) ?? [];
    const told = COMMAND_NAMES.flatMap((name) => COMMANDS[name].exits.interrupted ?? []);
    expect(new Set(told)).toEqual(new Set([interrupted]));
  });

  it.each(OUTPUT_NAMES)("says how the output %s is asked for", (name) => {
    expect(guide).toContain(name === "text" ? "text for people" : `\`--${name}\``);
    expect(guide).toContain("`--ascii`");
  });

  it("names no option that there is not", () => {
    const known = COMMAND_NAMES.flatMap((name) =>
      Object.entries(COMMANDS[name].options as AnyOptionRows).map(([option, { negated }]) => flagOf(option, negated)),
    );
    const outputs = OUTPUT_NAMES.filter((name) => name !== "text").map((name) => flagOf(name));
    const all = [...known, ...outputs, "--ascii", "--version", "--help"];
    const named = pages()
      .filter((file) => file === "README.md" || file.startsWith("docs/guide/"))
      .flatMap((file) => (page(file).match(/(?<=`)--[a-z-]+(?=[` ])/g) ?? []).map((flag) => `${file}: ${flag}`));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((line) => !all.includes(line.split(": ")[1] ?? ""))).toEqual([]);
  });
});
