import { expect, it } from "vitest";
import type { FuzzDocument, StepFacts } from "../../../src/cli/fuzz/json.ts";
import { render } from "../../../src/cli/fuzz/render.ts";

const restart: StepFacts = { request: { op: "restart" }, answer: { ok: true } };
const gone = (pod: string): StepFacts => ({ request: { op: "release", pod }, answer: { ok: true } });

function rowsOf(steps: readonly StepFacts[]): readonly string[] {
  const finding = {
    ...{
      name: "restart",
      also: [],
      law: null,
      text: "it ended",
      run: 0,
      seen: 1,
      certain: true,
      held: { shown: 1, tries: 1 },
    },
    ...{ replay: "x", settings: { pool: { start: 65536, size: 65536 }, idsPerPod: 65536, seed: 1 }, supports: null },
    ...{ trace: null, steps },
  };
  const document: FuzzDocument = {
    ...{ outcome: "found", ended: "done", subject: { kind: "strategy", name: "s" }, except: [], seed: 1, shard: null },
    ...{ runs: 1, operations: 1, refusedPools: 0, findings: [finding] },
  };
  const style = { width: 80, glyphs: { cross: "✗" }, ascii: false, sources: false } as Parameters<typeof render>[1];
  const lines = render(document, style).map((line) => line.map(({ text }) => text).join(""));
  return lines.filter((line) => /^ {2}(?:restart|release)/.test(line)).map((line) => line.replace(/ +/g, " "));
}

it("puts equal neighbours on one line, and counts them", () => {
  const many = Array.from({ length: 60 }, () => restart);
  expect(rowsOf([gone("p1"), ...many, gone("p1"), gone("p2"), gone("p2")])).toEqual([
    " release p1 ok",
    " restart ok × 60",
    " release p1 ok",
    " release p2 ok × 2",
  ]);
});

it("keeps what was answered otherwise on a line of its own", () => {
  const refused: StepFacts = { ...restart, answer: { error: "no" } };
  expect(rowsOf([restart, refused, restart])).toHaveLength(3);
});
