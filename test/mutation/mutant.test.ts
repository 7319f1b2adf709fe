import { describe, expect, it } from "vitest";
import { mutantsOf } from "./enumerate.ts";
import { mutated } from "./mutant.ts";

describe("a mutant in its text", () => {
  it.each([
    ["a line below", "let a = 1;\nlet b = a + 1;\n", "ArithmeticOperator", "let a = 1;\nlet b = a - 1;\n"],
    ["several lines", "f(() => {\n  g();\n});\n", "BlockStatement", "f(() => {});\n"],
    ["what would bind less tightly", "a && b && c;", "LogicalOperator", "(a || b) && c;"],
    ["what a not no longer holds together", "!(a || b) && c;", "BooleanLiteral", "(a || b) && c;"],
    ["a name, which needs no parentheses", "f(!a);", "BooleanLiteral", "f(a);"],
  ])("changes %s", async (_, text, mutator, expected) => {
    const mutants = await mutantsOf(new Map([["a.ts", text]]));
    const results = mutants.filter((mutant) => mutant.mutator === mutator).map((mutant) => mutated(text, mutant));
    expect(results).toContain(expected);
  });
});
