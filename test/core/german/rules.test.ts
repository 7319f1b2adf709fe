import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { english, explain } from "../../../src/core/explain/kernel.ts";
import { german } from "../../../src/core/german/german.ts";
import { createProcess } from "../../../src/core/kernel/credentials/process.ts";
import type { Step } from "../../../src/core/kernel/decision/decision.ts";
import { openFile } from "../../../src/core/kernel/fs/open-file.ts";
import { existingFile } from "../../../src/core/kernel/inode/file.ts";
import type { RuleText } from "../../../src/core/kernel/rules/rule-text.ts";
import { podB } from "../kernel/support/cast.ts";
import { questions, situation } from "../kernel/support/questions.ts";
import { rareQuestions } from "../kernel/support/rare-questions.ts";
import { wordQuestions } from "../kernel/support/word-questions.ts";

/** For each outcome of each rule the facts that its text names. */
function placeholders(chapter: Readonly<Record<string, RuleText>>): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(chapter).flatMap(([rule, texts]) =>
    Object.entries(texts as Readonly<Record<string, string>>).map(
      ([outcome, text]) => [`${rule} ${outcome}`, [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()] as const,
    ),
  );
}

const steps: readonly Step[] = [
  ...fc
    .sample(situation, { numRuns: 200, seed: 1 })
    .flatMap((drawn) => questions.flatMap(({ ask }) => ask(drawn).steps)),
  ...[...rareQuestions, ...wordQuestions].flatMap((ask) => ask().steps),
];

describe("the rules in German", () => {
  it.each(Object.keys(english.rules))("name the facts that the English names: %s", (name) => {
    const chapter = name as keyof typeof english.rules;
    expect(Object.fromEntries(placeholders(german.rules[chapter]))).toEqual(
      Object.fromEntries(placeholders(english.rules[chapter])),
    );
  });

  it("tell every step in German", () => {
    const untold = steps.filter((step) => {
      const said = explain(step, german);
      return said === explain(step) || /[{}]|undefined/.test(said);
    });
    expect(untold.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([]);
  });

  it("read like a teacher", () => {
    const podRoot = createProcess({ userNamespace: podB() });
    expect(explain(openFile(podRoot, existingFile({ uid: 0, mode: 0o644 }), "w"), german)).toBe(
      "Eigentümer? 131072 ist nicht 0 → Gruppe? nicht in 0 → Rechte für andere r-- → Schreiben verweigert → CAP_DAC_OVERRIDE in pod-b vorhanden → aber Eigentümer 0 der Datei ist dort ohne Zuordnung → EACCES",
    );
  });
});
