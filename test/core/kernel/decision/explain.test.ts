import { describe, expect, it } from "vitest";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { explainDecision, explainStep } from "../../../../src/core/kernel/decision/explain-decision.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { kernelRules } from "../../../../src/core/kernel/rules/rules.ts";
import { podB } from "../support/cast.ts";

describe("kernelRules", () => {
  it("keeps its names, sources and texts", async () => {
    await expect(`${JSON.stringify(kernelRules(), null, 2)}\n`).toMatchFileSnapshot("rules.golden.json");
  });

  it("has a source and a text for each", () => {
    for (const [name, { source, ...texts }] of Object.entries(kernelRules())) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(source).not.toBe("");
      expect(Object.keys(texts)).not.toEqual([]);
    }
  });
});

describe("explainDecision", () => {
  it("reads like a teacher", () => {
    const podRoot = createProcess({ userNamespace: podB() });
    const decision = openFile(podRoot, existingFile({ uid: 0, mode: 0o644 }), "w");
    expect(explainDecision(decision)).toBe(
      "owner? 131072 is not 0 → group? not in 0 → other bits r-- → write not granted → CAP_DAC_OVERRIDE held in pod-b → but file owner 0 has no mapping there → EACCES",
    );
    expect(decision).toMatchObject({ allowed: false, errno: "EACCES", decidedBy: "capability-over-inode" });
  });

  it("ends with allowed where it is", () => {
    expect(explainDecision(openFile(createProcess(), existingFile({ mode: 0o644 }), "r"))).toBe(
      "owner? 0 it is → owner bits rw- grant read → allowed",
    );
  });
});

describe("explainStep", () => {
  it("shows 4294967295 as no ID, lists with commas, and a rule without a text by its name", () => {
    const step = {
      rule: "signal-same-user",
      source: "",
      outcome: "skips",
      facts: { senders: [1, 2], targets: 4294967295 },
    } as const;
    expect(explainStep(step)).toBe(
      "users 1, 2 of the sender are not among the real and saved users no ID of the target",
    );
    expect(explainStep({ ...step, outcome: "changes" })).toBe("signal-same-user changes");
    expect(explainStep({ ...step, facts: { senders: [4294967295] } })).toBe(
      "users no ID of the sender are not among the real and saved users undefined of the target",
    );
  });
});
