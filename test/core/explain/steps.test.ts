import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, explainSteps } from "../../../src/core/explain/kernel.ts";
import { german } from "../../../src/core/german/german.ts";
import type { Decision, Step } from "../../../src/core/kernel/decision/decision.ts";
import { unwrap } from "../../../src/index.ts";
import { ACCESS_PATHS, createNode, escapeCell, escape as playEscape, readPod } from "../../../src/node.ts";
import { questions, situation } from "../kernel/support/questions.ts";
import { rareQuestions } from "../kernel/support/rare-questions.ts";
import { wordQuestions } from "../kernel/support/word-questions.ts";

const decisions: readonly Decision<unknown>[] = [
  ...fc.sample(situation, { numRuns: 200, seed: 1 }).flatMap((drawn) => questions.map(({ ask }) => ask(drawn))),
  ...[...rareQuestions, ...wordQuestions].map((ask) => ask()),
];

/** A line, shifted by the directories above the file, with a star where it decides, and how many steps it tells of. */
function lineOf({ text, depth, decides, steps }: ReturnType<typeof explainSteps>[number]): string {
  return `  ${decides ? "*" : " "} ${" ".repeat(2 * depth)}${text} (${steps.length})\n`;
}

describe("the steps of decisions", () => {
  it("read in both languages as the golden file says, of each outcome the first two that differ", async () => {
    const outcomes = new Map<string, Set<string>>();
    for (const step of decisions.flatMap(({ steps }): readonly Step[] => steps)) {
      const name = `${step.rule} ${step.outcome}`;
      const said = outcomes.get(name) ?? new Set();
      outcomes.set(name, said);
      if (said.size < 2) said.add(`  ${explain(step)}\n  ${explain(step, german)}\n`);
    }
    const told = [...outcomes].sort(([one], [other]) => (one < other ? -1 : 1));
    await expect(told.map(([name, said]) => `${name}\n${[...said].join("")}`).join("")).toMatchFileSnapshot(
      "steps.golden.txt",
    );
  });

  it("of a directory are told one by one where it decides, and else in one line", () => {
    const spec = { hostUsers: false, containers: [{ name: "main" }] };
    const node = unwrap(createNode({ pods: [readPod({ name: "a", spec })], strategy: "first-fit" }));
    const row = unwrap(escapeCell(node, { pod: "a" }, "walk", "/home/alice/.ssh/id_rsa:read"));
    const { steps } = row.withoutUserns;
    const counts = steps.map((_, decidedAt) =>
      explainSteps({ steps, decidedAt })
        .map((line) => `${line.steps.length}${line.decides ? "*" : ""}`)
        .join(" "),
    );
    expect(counts).toEqual([
      "1* 1 2 3 3 1 1 1 1 1 1",
      "1 1* 2 3 3 1 1 1 1 1 1",
      "2 1* 1 3 3 1 1 1 1 1 1",
      "2 1 1* 3 3 1 1 1 1 1 1",
      "2 2 1* 1 1 1 1 1 1 3 1 1 1 1 1 1",
      "2 2 1 1* 1 1 1 1 1 3 1 1 1 1 1 1",
      "2 2 1 1 1* 1 1 1 1 3 1 1 1 1 1 1",
      "2 2 1 1 1 1* 1 1 1 3 1 1 1 1 1 1",
      "2 2 1 1 1 1 1* 1 1 3 1 1 1 1 1 1",
      "2 2 1 1 1 1 1 1* 1 3 1 1 1 1 1 1",
      "2 2 1 1 1 1 1 1 1* 3 1 1 1 1 1 1",
      "2 2 3 1* 1 1 1 1 1 1 1 1 1 1 1 1",
      "2 2 3 1 1* 1 1 1 1 1 1 1 1 1 1 1",
      "2 2 3 1 1 1* 1 1 1 1 1 1 1 1 1 1",
      "2 2 3 1 1 1 1* 1 1 1 1 1 1 1 1 1",
      "2 2 3 1 1 1 1 1* 1 1 1 1 1 1 1 1",
      "2 2 3 1 1 1 1 1 1* 1 1 1 1 1 1 1",
      "2 2 3 1 1 1 1 1 1 1* 1 1 1 1 1 1",
      "2 2 3 3 1* 1 1 1 1 1",
      "2 2 3 3 1 1* 1 1 1 1",
      "2 2 3 3 1 1 1* 1 1 1",
      "2 2 3 3 1 1 1 1* 1 1",
      "2 2 3 3 1 1 1 1 1* 1",
      "2 2 3 3 1 1 1 1 1 1*",
    ]);
  });

  it("are told line by line on the way to a file as the golden file says", async () => {
    const spec = (user: number, mounted: boolean) => ({
      hostUsers: false,
      securityContext: { runAsUser: user },
      containers: [{ name: "main", volumeMounts: mounted ? [{ name: "data", mountPath: "/data" }] : [] }],
      volumes: [{ name: "data", emptyDir: {} }],
    });
    const pods = [readPod({ name: "a", spec: spec(0, false) }), readPod({ name: "b", spec: spec(1000, true) })];
    const node = unwrap(createNode({ pods, strategy: "first-fit" }));
    const told = ACCESS_PATHS.flatMap((path) =>
      unwrap(playEscape(node, { pod: "a" }, path))
        .rows.filter(({ operation }) => ["read", "unlink"].includes(operation))
        .flatMap(({ target, operation, withUserns, withoutUserns }) =>
          [withUserns, withoutUserns].map((decision) => [`${path} ${target.name}:${operation}`, decision] as const),
        ),
    );
    const seen = new Set<string>();
    const texts = told.flatMap(([name, decision]) => {
      const lines = explainSteps(decision).map(lineOf).join("");
      if (seen.has(lines)) return [];
      seen.add(lines);
      return [`${name}\n${lines}`];
    });
    await expect(texts.join("")).toMatchFileSnapshot("ways.golden.txt");
  });
});
