import { expect, it } from "vitest";
import { Dice } from "../../src/core/random/dice.ts";
import { readCorpus } from "./corpus.ts";
import { main } from "./main.ts";
import { mutateText } from "./mutate.ts";
import { mutateJson } from "./mutate-json.ts";
import { readOptions } from "./options.ts";
import { readerTrial } from "./reader-trials.ts";
import { shrink } from "./shrink.ts";
import { Tally } from "./tally.ts";
import type { Fault, Trial } from "./trial.ts";

const root = new URL("../../", import.meta.url);

it("finds nothing in a moment, and says what it tried", async () => {
  const lines: string[] = [];
  expect(await main(["--seconds", "1", "--seed", "1"], { root, print: (line) => lines.push(line) })).toBe(0);
  expect([lines[0], lines.at(-1)]).toEqual(["--seed 1, 1 s", "nothing found"]);
});

it("can try one case again", async () => {
  const lines: string[] = [];
  expect(await main(["--seed", "1", "--case", "7"], { root, print: (line) => lines.push(line) })).toBe(0);
  expect(lines.join("\n")).toMatch(/^all +1$/m);
  expect(await main(["--cases", "7"], { root, print: (line) => lines.push(line) })).toBe(2);
});

it.each([
  ["nothing", [], { seconds: 20, seed: 5, only: undefined }],
  ["all", ["--seconds", "300", "--seed", "0", "--case", "9"], { seconds: 300, seed: 0, only: 9 }],
])("reads options: %s", (_what, args, options) => {
  expect(readOptions(args, 5)).toEqual(options);
});

it.each([["--seed"], ["--seed", "x"], ["--seed", "4294967296"], ["--runs", "1"]])(
  "refuses the options %s",
  (...args) => {
    expect(() => readOptions(args, 5)).toThrow();
  },
);

const corpus = readCorpus(root);

it("has texts of every kind, and equal seeds give equal texts", () => {
  for (const texts of Object.values(corpus)) {
    expect(texts).not.toEqual([]);
    const mutated = (): readonly string[] => texts.map((text) => mutateText(new Dice(3), text, ["x"]));
    expect(mutated()).toEqual(mutated());
  }
});

it("makes JSON of JSON", () => {
  for (let seed = 0; seed < 100; seed++) {
    const mutated = mutateJson(new Dice(seed), '{"a": [1, "x", {"b": null}], "c": true}');
    expect(JSON.stringify(JSON.parse(mutated))).toBe(mutated);
  }
});

it("makes what fails smaller, for as long as it fails in the same way", async () => {
  const fault = async (texts: readonly string[]): Promise<Fault | undefined> => {
    if (!/b.*d/.test(texts[0] ?? "")) return undefined;
    return { kind: texts[1] === "" ? "throws" : "output", seen: "" };
  };
  const trial: Trial = { name: "a", how: "", texts: ["abcdefgh", "xyz"], fault };
  expect(await shrink(trial, { kind: "output", seen: "" })).toEqual(["bd", "z"]);
});

it("tells what was dearest", () => {
  const tally = new Tally();
  for (const [number, ms] of [1, 9, 2].entries()) tally.add({ name: "a", number, ms, length: 5 });
  expect(tally.lines()[2]).toMatch(/^a +3 +4\.00 {3}9 ms for 5 characters, --case 1$/);
});

it("draws many readers", () => {
  const names = new Set(Array.from({ length: 300 }, (_, seed) => readerTrial(new Dice(seed), corpus).name));
  expect(names.size).toBeGreaterThan(20);
});
