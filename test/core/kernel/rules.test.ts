import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { english, kernelRules, type Rule, type RuleText } from "../../../src/kernel.ts";
import { page } from "../../support/counts.ts";
import { tableRows } from "../../support/markdown-table.ts";
import { questions, situation } from "./support/questions.ts";
import { rareQuestions } from "./support/rare-questions.ts";

const rules = kernelRules();
const texts = Object.assign({}, ...Object.values(english.rules)) as Readonly<Record<Rule, RuleText>>;
const names = Object.keys(rules) as readonly Rule[];

/** Every rule that some question asks: of random situations as many as it takes, but not more than these. */
const SITUATIONS = 2000;

function rulesAsked(): ReadonlySet<Rule> {
  const asked = new Set(rareQuestions.flatMap((ask) => ask().steps.map(({ rule }) => rule)));
  for (const drawn of fc.sample(situation, { numRuns: SITUATIONS, seed: 1 })) {
    if (asked.size === names.length) break;
    for (const { ask } of questions) for (const { rule } of ask(drawn).steps) asked.add(rule);
  }
  return asked;
}

const asked = rulesAsked();

describe.each(names)("the rule %s", (name) => {
  it("says where it is written", () => {
    expect(rules[name]).toMatch(/\.[ch]\b|\(\d\)/);
  });

  it("has a text for what it may say", () => {
    expect(Object.values(texts[name]).filter((text) => text !== "")).not.toEqual([]);
  });

  it("is asked by some question", () => {
    expect(asked).toContain(name);
  });
});

describe("the guide", () => {
  it("names only rules that there are, in its table of what refuses a map", () => {
    const named = tableRows(page("docs/guide/kernel-maps.md"), "#", "rule").map(([, rule = ""]) => rule.slice(1, -1));
    expect(named).not.toEqual([]);
    expect(names).toEqual(expect.arrayContaining(named));
  });
});
