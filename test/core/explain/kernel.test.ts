import { describe, expect, it } from "vitest";
import { english, explain, explainSteps } from "../../../src/core/explain/kernel.ts";
import { createProcess } from "../../../src/core/kernel/credentials/process.ts";
import { chmodFile } from "../../../src/core/kernel/fs/chmod-file.ts";
import { openFile } from "../../../src/core/kernel/fs/open-file.ts";
import { unlinkFile } from "../../../src/core/kernel/fs/unlink-file.ts";
import { existingDirectory, existingFile } from "../../../src/core/kernel/inode/file.ts";
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

describe("explain, of a path", () => {
  const above = (count: number, mode = 0o755) => {
    let directory = existingDirectory({ mode });
    for (let at = 1; at < count; at += 1) directory = existingDirectory({ mode: 0o755, directory });
    return directory;
  };

  it.each([0, 1, 3, 40])("tells each of %i directories that let through in one line, before the file", (count) => {
    const file = existingFile({ mode: 0o644, ...(count > 0 && { directory: above(count) }) });
    const lines = explainSteps(openFile(createProcess({ uid: 1000, gid: 1000 }), file, "r"));
    expect(lines.map(({ depth }) => depth)).toEqual([...Array.from({ length: count }, (_, at) => count - at), 0, 0, 0]);
    for (const { depth, text } of lines.slice(0, count))
      expect(text).toBe(`directory ${depth} up, mode 0755, owner 0, group 0: other bits r-x grant execute`);
    expect(lines.map(({ decides }) => decides)).toEqual(lines.map((_, at) => at === count + 2));
  });

  it("tells what overruled the bits, and not the bits", () => {
    const [line] = explainSteps(
      openFile(
        createProcess({ uid: 0 }),
        existingFile({ mode: 0o644, directory: existingDirectory({ uid: 5, mode: 0o600 }) }),
        "r",
      ),
    );
    expect(line?.text).toBe(
      "directory 1 up, mode 0600, owner 5, group 0: CAP_DAC_READ_SEARCH held in host, file owner 5 and group 0 mapped there",
    );
    expect(line?.steps.map(({ rule }) => rule)).toEqual(["path-search", "capability-held", "capability-over-inode"]);
  });

  it("tells step by step of the directory that refuses", () => {
    const file = existingFile({ mode: 0o644, directory: above(2, 0o700) });
    const decision = openFile(createProcess({ uid: 1000, gid: 1000 }), file, "r");
    expect(explainSteps(decision).map(({ depth, text, decides }) => [depth, text, decides])).toEqual([
      [2, "directory 2 up, mode 0700, owner 0, group 0", false],
      [2, "owner? 1000 is not 0", false],
      [2, "group? not in 0", false],
      [2, "other bits --- → execute not granted", false],
      [2, "CAP_DAC_READ_SEARCH not held in host", false],
      [2, "CAP_DAC_OVERRIDE not held in host", true],
    ]);
    expect(explain(decision)).toMatch(/^directory 2 up, mode 0700, owner 0, group 0 → owner\? .* → EACCES$/);
  });

  it("tells apart what is asked of the directory of an entry and what of the entry", () => {
    const sticky = existingDirectory({ mode: 0o1777, directory: existingDirectory({ mode: 0o755 }) });
    const decision = unlinkFile(
      createProcess({ uid: 1000, gid: 1000 }),
      sticky,
      existingFile({ uid: 1000, mode: 0o600 }),
    );
    const rules = decision.steps.map(({ depth, rule }) => `${depth} ${rule}`);
    expect(rules).toEqual([
      ...["2 path-search", "2 owner-bits", "2 group-bits", "2 other-bits"],
      ...["1 path-search", "1 owner-bits", "1 group-bits", "1 other-bits"],
      ...["1 directory-write", "1 owner-bits", "1 group-bits", "1 other-bits"],
      "0 sticky-directory",
    ]);
    expect(decision.decidedAt).toBe(12);
  });
});

describe("explain, of a step", () => {
  it("shows 4294967295 as no ID, lists with commas, and a rule without a text by its name", () => {
    const step = {
      rule: "signal-same-user",
      source: "",
      outcome: "skips",
      depth: 0,
      facts: { senders: [1, 2], targets: 4294967295 },
    } as const;
    expect(explain(step)).toBe(
      "users 1, 2 of the sender are not among the real and saved users -1 (no ID) of the target",
    );
    expect(explain({ ...step, outcome: "changes" })).toBe("signal-same-user changes");
    expect(explain({ ...step, facts: { senders: [4294967295] } })).toBe(
      "users -1 (no ID) of the sender are not among the real and saved users undefined of the target",
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
    const words = { allowed: "erlaubt", noId: "keine ID", yes: "ja", no: "nein" };
    const decision = chmodFile(createProcess(), existingFile({ mode: 0o644 }), 0o600);
    expect(explain(decision, { ...english, rules, words })).toMatch(/0 ist Besitzer .*→ erlaubt$/);
    const step = {
      rule: "inode-owner",
      source: "",
      outcome: "grants",
      depth: 0,
      facts: { fsuid: 4294967295 },
    } as const;
    expect(explain(step, { ...english, rules, words })).toBe("keine ID ist Besitzer");
    const facts = { ...english.facts, want: { ...english.facts.want, read: "lesen" } };
    expect(explain(openFile(createProcess(), existingFile({ mode: 0o644 }), "r"), { ...english, facts, words })).toBe(
      "owner? 0 it is → owner bits rw- grant lesen → erlaubt",
    );
    const memory = { rule: "exec-memory", source: "", outcome: "changes", depth: 0 } as const;
    const said = (dumpable: boolean) =>
      explain({ ...memory, facts: { namespace: "host", dumpable } }, { ...english, words });
    expect([said(true), said(false)]).toEqual([
      "the new memory belongs to host, dumpable: ja",
      "the new memory belongs to host, dumpable: nein",
    ]);
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
