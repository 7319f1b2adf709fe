import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { english, explain } from "../../../src/core/explain/kernel.ts";
import type { RuleText } from "../../../src/core/kernel/rules/rule-text.ts";
import { kernelRules, type Rule } from "../../../src/core/kernel/rules/rules.ts";
import { prop } from "../../support/prop.ts";
import { questions, situation } from "./support/questions.ts";

/** Freezes everything that can be reached, IDs maps included. */
function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

describe("every question", () => {
  prop("answers the same in both forms, and leaves what it was asked about alone", [situation], (drawn) => {
    const frozen = deepFreeze(drawn);
    const faults = questions.flatMap(({ name, ask, askFast }) => {
      const { allowed, errno } = ask(frozen);
      const fast = askFast(frozen);
      return fast === errno && allowed === (errno === undefined) ? [] : [{ name, errno, fast }];
    });
    expect(faults).toEqual([]);
  });

  prop(
    "is decided by one of its steps, which are rules of the table, plain data, and explained without gaps",
    [situation],
    (drawn) => {
      const rules = kernelRules();
      const texts = Object.assign({}, ...Object.values(english.rules)) as Readonly<Record<Rule, RuleText>>;
      const faults = questions.flatMap(({ name, ask }) => {
        const decision = ask(drawn);
        const { steps, decidedAt, decidedBy } = decision;
        const fine =
          steps[decidedAt]?.rule === decidedBy &&
          steps.every(({ rule, source, outcome }) => source === rules[rule] && texts[rule][outcome] !== undefined) &&
          isDeepStrictEqual(JSON.parse(JSON.stringify(steps)), steps) &&
          !/undefined|\{|\}|NaN/.test(explain(decision));
        return fine ? [] : [{ name, decision }];
      });
      expect(faults).toEqual([]);
    },
  );

  it("has a name of its own", () => {
    const names = questions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
