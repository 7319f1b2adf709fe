import { describe, expect, it } from "vitest";
import { english, explain } from "../../../src/core/explain/kernel.ts";
import { createProcess } from "../../../src/core/kernel/credentials/process.ts";
import { chmodFile } from "../../../src/core/kernel/fs/chmod-file.ts";
import { openFile } from "../../../src/core/kernel/fs/open-file.ts";
import { existingFile } from "../../../src/core/kernel/inode/file.ts";
import type { RuleText } from "../../../src/core/kernel/rules/rule-text.ts";
import { kernelRules, type Rule } from "../../../src/core/kernel/rules/rules.ts";
import { podB } from "../kernel/support/cast.ts";

describe("kernelRules", () => {
  it("keeps its names, sources and texts", async () => {
    const texts = Object.assign({}, ...Object.values(english.rules)) as Readonly<Record<Rule, RuleText>>;
    const rules = Object.entries(kernelRules()).map(([rule, source]) => [rule, { source, ...texts[rule as Rule] }]);
    await expect(`${JSON.stringify(Object.fromEntries(rules), null, 2)}\n`).toMatchFileSnapshot("rules.golden.json");
    expect(Object.keys(texts)).toEqual(Object.keys(kernelRules()));
  });

  it("has a source and a text for each", () => {
    for (const [name, source] of Object.entries(kernelRules())) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(source).not.toBe("");
    }
    for (const chapter of Object.values(english.rules))
      for (const texts of Object.values(chapter)) expect(Object.keys(texts)).not.toEqual([]);
  });
});

describe("explain, of a decision", () => {
  it("reads like a teacher", () => {
    const podRoot = createProcess({ userNamespace: podB() });
    const decision = openFile(podRoot, existingFile({ uid: 0, mode: 0o644 }), "w");
    expect(explain(decision)).toBe(
      "owner? 131072 is not 0 → group? not in 0 → other bits r-- → write not granted → CAP_DAC_OVERRIDE held in pod-b → but file owner 0 has no mapping there → EACCES",
    );
    expect(decision).toMatchObject({ allowed: false, errno: "EACCES", decidedBy: "capability-over-inode" });
  });

  it("ends with allowed where it is", () => {
    expect(explain(openFile(createProcess(), existingFile({ mode: 0o644 }), "r"))).toBe(
      "owner? 0 it is → owner bits rw- grant read → allowed",
    );
  });
});

describe("explain, of a step", () => {
  it("shows 4294967295 as no ID, lists with commas, and a rule without a text by its name", () => {
    const step = {
      rule: "signal-same-user",
      source: "",
      outcome: "skips",
      facts: { senders: [1, 2], targets: 4294967295 },
    } as const;
    expect(explain(step)).toBe("users 1, 2 of the sender are not among the real and saved users no ID of the target");
    expect(explain({ ...step, outcome: "changes" })).toBe("signal-same-user changes");
    expect(explain({ ...step, facts: { senders: [4294967295] } })).toBe(
      "users no ID of the sender are not among the real and saved users undefined of the target",
    );
  });
});

describe("explain", () => {
  it("speaks with the texts that it is given", () => {
    const { capability } = english.rules;
    const rules = {
      ...english.rules,
      capability: { ...capability, "inode-owner": { grants: "{fsuid} ist Besitzer" } },
    };
    const words = { allowed: "erlaubt", noId: "keine ID" };
    const decision = chmodFile(createProcess(), existingFile({ mode: 0o644 }), 0o600);
    expect(explain(decision, { ...english, rules, words })).toMatch(/0 ist Besitzer .*→ erlaubt$/);
    const step = { rule: "inode-owner", source: "", outcome: "grants", facts: { fsuid: 4294967295 } } as const;
    expect(explain(step, { ...english, rules, words })).toBe("keine ID ist Besitzer");
  });

  it.each([
    undefined,
    null,
    "",
    7,
    {},
    { code: "toString" },
    { rule: "toString" },
    { rule: "capability" },
    { rule: 7 },
  ])("throws for %j", (said) => {
    expect(() => explain(said as never)).toThrow(
      /^explain: expected a decision of the kernel, one of its steps, or a refusal of runc, got /,
    );
  });
});
