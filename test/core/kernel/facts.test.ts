import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { english } from "../../../src/core/explain/kernel.ts";
import { CAPABILITIES } from "../../../src/core/kernel/credentials/capability.ts";
import type { Step } from "../../../src/core/kernel/decision/decision.ts";
import { factWords } from "../../../src/core/kernel/decision/fact-word.ts";
import { questions, situation } from "./support/questions.ts";
import { rareQuestions } from "./support/rare-questions.ts";
import { wordQuestions } from "./support/word-questions.ts";

/** The facts that are names or notations, and what these look like; the names are those that the questions bring along. */
const NAMED: Readonly<Record<string, RegExp>> = {
  ...named("caller created giver namespace opener parent", /^(host|pod-a|pod-b|inner|fresh|new)$/),
  // Of a mount it is a namespace, else an ID.
  ...named("owner", /^(host|pod-a|pod-b|inner|fresh|new)$/),
  filesystem: /^(ext4|tmpfs|proc|mqueue|cgroup2|fuse|overlay|sysfs|nosuchfs)$/,
  capability: new RegExp(`^(${CAPABILITIES.join("|")})$`),
  ...named("ambient capabilities effective permitted wanted", /^[0-9a-f]{16}$/),
  ...named("bits group other", /^[r-][w-][x-]$/),
  ...named("after before mode", /^[0-7]{4}$/),
  // What is written to a file of /proc, and the name of a folder there.
  word: /^(allow|deny)$/,
  table: /^(net|user)$/,
  session: /^[ab]$/,
  version: /^\d+\.\d+$/,
};

function named(names: string, pattern: RegExp): Readonly<Record<string, RegExp>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, pattern]));
}

const steps: readonly Step[] = [
  ...fc
    .sample(situation, { numRuns: 500, seed: 1 })
    .flatMap((drawn) => questions.flatMap(({ ask }) => ask(drawn).steps)),
  ...[...rareQuestions, ...wordQuestions].flatMap((ask) => ask().steps),
];

/** Every text that stands in a fact, as `fact: text`, with a step that has it. */
const texts = new Map<string, { readonly name: string; readonly fact: string; readonly rule: string }>(
  steps.flatMap((step) =>
    Object.entries(step.facts).flatMap(([name, fact]) =>
      typeof fact === "string" ? [[`${name}: ${fact}`, { name, fact, rule: step.rule }]] : [],
    ),
  ),
);

const words: Readonly<Record<string, readonly string[]>> = factWords();

describe("the texts in facts", () => {
  it("are words of the list, names, or notations: nothing in English", () => {
    const prose = [...texts.values()].filter(({ name, fact }) =>
      Object.hasOwn(words, name) ? words[name]?.includes(fact) !== true : NAMED[name]?.test(fact) !== true,
    );
    expect(prose).toEqual([]);
  });

  it("use every word of the list", () => {
    const all = Object.entries(words).flatMap(([name, own]) => own.map((word) => `${name}: ${word}`));
    expect(all.filter((word) => !texts.has(word))).toEqual([]);
  });

  it("have a text for each word, and none for another", () => {
    const spoken = Object.entries(english.facts).map(([name, own]) => [name, Object.keys(own).sort()]);
    expect(spoken).toEqual(Object.entries(words).map(([name, own]) => [name, [...own].sort()]));
    for (const own of Object.values(english.facts)) for (const text of Object.values(own)) expect(text).not.toBe("");
  });

  it("stand in the texts of the rules under their names", () => {
    const templates = Object.values(english.rules).flatMap((chapter) =>
      Object.values(chapter).map((rule) => Object.values(rule).join()),
    );
    expect(Object.keys(words).filter((name) => !templates.some((text) => text.includes(`{${name}}`)))).toEqual([]);
  });
});
