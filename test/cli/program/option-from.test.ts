import { Command, CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { optionFrom } from "../../../src/cli/program/option-from.ts";
import type { AnyOptionRow } from "../../../src/cli/program/option-row.ts";

/** What an option's value is after some arguments, or what commander says of them. */
function given(name: string, row: AnyOptionRow, ...argv: readonly string[]): unknown {
  const command = new Command().exitOverride().configureOutput({ outputError: () => undefined });
  command.addOption(optionFrom(name, row));
  try {
    return command.parse(argv, { from: "user" }).opts()[name];
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
}

const about = "";
const text: AnyOptionRow = { about, value: "<text>" };
const whole: AnyOptionRow = { about, value: "<n>", whole: [1, 9] };
const again: AnyOptionRow = { about, value: "<n>", again: true };

const cases: readonly (readonly [string, string, AnyOptionRow, readonly string[], unknown])[] = [
  ["a flag", "dryRun", { about }, ["--dry-run"], true],
  ["a flag that is not given", "dryRun", { about }, [], undefined],
  ["a negation", "getsubids", { about, negated: true }, ["--no-getsubids"], false],
  ["a negation that is not given", "getsubids", { about, negated: true }, [], true],
  ["a text", "idsPerPod", text, ["--ids-per-pod", "a"], "a"],
  ["a default", "a", { ...text, default: "b" }, [], "b"],
  ["a text that has to be there", "a", { ...text, required: true }, [], /required option '--a <text>' not specified/],
  ["a whole number", "a", whole, ["--a", "9"], 9],
  [
    "a whole number that is too large",
    "a",
    whole,
    ["--a", "10"],
    /'10' is invalid. Expected a whole number from 1 to 9/,
  ],
  ["a whole number that is none", "a", whole, ["--a", "1e0"], /Expected a whole number/],
  ["a choice", "a", { ...text, choices: ["x", "y"] }, ["--a", "y"], "y"],
  ["none of the choices", "a", { ...text, choices: ["x", "y"] }, ["--a", "z"], /Allowed choices are x, y/],
  ["a list", "a", again, ["--a", "x", "--a", "y"], ["x", "y"]],
  ["a list of whole numbers", "a", { ...again, whole: [1, 9] }, ["--a", "1", "--a", "2"], [1, 2]],
  ["a list of choices", "a", { ...again, choices: ["x"] }, ["--a", "x", "--a", "z"], /Allowed choices are x/],
  ["a list in the place of its default", "a", { ...again, default: ["z"] }, ["--a", "x", "--a", "y"], ["x", "y"]],
  ["what is read", "a", { ...text, read: (read) => read.length }, ["--a", "xyz"], 3],
  [
    "what is read again",
    "a",
    { ...again, read: (read, before) => read + before.length },
    ["--a", "x", "--a", "y"],
    ["x0", "y1"],
  ],
];

describe("an option", () => {
  it.each(cases)("gives %s", (_what, name, row, argv, expected) => {
    const value = given(name, row, ...argv);
    if (expected instanceof RegExp) expect(value).toMatch(expected);
    else expect(value).toEqual(expected);
  });

  it("cannot stand beside one that it makes no sense with", () => {
    const command = new Command().exitOverride().configureOutput({ outputError: () => undefined });
    command.addOption(optionFrom("a", { about, conflicts: ["bC"] })).addOption(optionFrom("bC", { about }));
    expect(() => command.parse(["--a", "--b-c"], { from: "user" })).toThrow(
      "option '--a' cannot be used with option '--b-c'",
    );
  });
});
