import { describe, expect, it } from "vitest";
import { countsBefore, page, spelled, withCount } from "./counts.ts";

describe("spelled", () => {
  it.each([
    [0, "zero"],
    [11, "eleven"],
    [20, "twenty"],
    [21, "21"],
    [10849, "10,849"],
  ])("%i is %s", (count, text) => {
    expect(spelled(count)).toBe(text);
  });
});

describe("countsBefore", () => {
  it.each([
    ["a word", "There are eleven strategies.", [11]],
    ["a word that starts a sentence", "Eleven strategies are there.", [11]],
    ["digits", "All 11 strategies, 1,090 strategies, 65536 strategies", [11, 1090, 65536]],
    ["a line break and emphasis", "the **twelve\n  strategies**", [12]],
    ["several, in order", "two strategies, three wrappers and four strategies", [2, 4]],
    ["the whole number only", "twentyone strategies, x7 strategies, 3.5 strategies", []],
    ["the whole word only", "one strategies-like, one strategiesque", [1]],
    ["no count at all", "many strategies", []],
  ])("finds %s", (_what, text, counts) => {
    expect(countsBefore(text, "strategies")).toEqual(counts);
  });

  it("takes words that mean something in an expression as they are", () => {
    expect(countsBefore("two (more)", "(more)")).toEqual([2]);
  });

  it("reads what it spells", () => {
    for (const count of [0, 7, 20, 21, 999, 1000, 1234567])
      expect(countsBefore(`${spelled(count)} laws`, "laws")).toEqual([count]);
  });
});

describe("withCount", () => {
  it.each([
    ["a word", "There are eleven strategies.", "There are twelve strategies."],
    ["a word that starts a sentence", "Eleven strategies are there.", "Twelve strategies are there."],
    ["digits", "All 1,090 strategies", "All 12 strategies"],
    ["emphasis and a line break", "the **eleven**\n  strategies", "the **twelve**\n  strategies"],
    ["nothing else", "eleven strategiesque, many strategies", "eleven strategiesque, many strategies"],
  ])("writes %s", (_what, text, written) => {
    expect(withCount(text, "strategies", 12)).toBe(written);
  });
});

describe("page", () => {
  it("reads from the root of the repository", () => {
    expect(page("README.md")).toMatch(/^# userns-sim\n/);
  });
});
