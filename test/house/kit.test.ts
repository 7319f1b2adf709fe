import { describe, expect, it } from "vitest";
import { STRATEGY_PROMISES } from "../../src/core/allocate/strategy/strategy.ts";
import { OPERATION_NAMES } from "../../src/testing/history/operation.ts";
import { explain } from "../../src/testing/protocol/explain.ts";
import { readInitReply, SUPPORTS } from "../../src/testing/protocol/reply.ts";
import { page } from "../support/counts.ts";

const testing = page("docs/guide/testing.md");
const fuzz = page("docs/guide/fuzz.md");

describe("the promises", () => {
  it.each(STRATEGY_PROMISES)("%s is explained to those who test, and to those who choose a strategy", (promise) => {
    expect(testing.includes(`\n- \`${promise}\`: `)).toBe(true);
    expect(page("docs/guide/strategies.md").includes(`\`${promise}\`:`)).toBe(true);
  });
});

describe("the operations", () => {
  it.each(OPERATION_NAMES)("%s is explained to those who write an adapter, or a program", (name) => {
    const [, list = ""] = testing.split("\n- `allocate` gives ");
    expect(`\`allocate\` ${list.split("\n\n", 1)[0]}`.includes(`\`${name}\``)).toBe(true);
    expect(fuzz.includes(`\n| \`{"op":"${name}"`)).toBe(true);
  });
});

describe("what a program may support", () => {
  it.each(SUPPORTS)("%s is in the guide, and in what is expected where a reply is none", (support) => {
    const [, item = ""] = fuzz.split("\n- `supports` lists ");
    expect(item.split("\n- ", 1)[0]?.includes(`\`${support}\``)).toBe(true);
    const reply = readInitReply("ready");
    expect(reply.ok ? "" : explain(reply.error)).toContain(support);
  });
});
