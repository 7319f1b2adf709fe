import { describe, expect, it } from "vitest";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { type Asked, answerOf, decisionOf, refusalOf } from "../../../../src/core/lesson/answer/answer.ts";
import { err, ok } from "../../../../src/core/result.ts";

const file = existingFile({ mode: 0o600 });
const allowed = openFile(createProcess(), file, "r");
const refused = openFile(createProcess({ uid: 1, gid: 1 }), file, "r");

const cases: readonly (readonly [what: string, asked: Asked, answer: number | string])[] = [
  ["a number", 5, 5],
  ["a text", "five", "five"],
  ["what is so", true, "yes"],
  ["what is not so", false, "no"],
  ["an ID without a mapping", undefined, "unmapped"],
  ["an allowed decision", allowed, "ok"],
  ["a refused decision", refused, "EACCES"],
  ["an allowed verdict", { allowed: true, errno: undefined }, "ok"],
  ["a refused verdict", { allowed: false, errno: "EPERM" }, "EPERM"],
  ["a refused verdict that does not say why", { allowed: false, errno: undefined }, "refused"],
  ["a Result with a number", ok(7), 7],
  ["a Result with a text", ok("seven"), "seven"],
  ["a Result with something else", ok({ slots: 2 }), "ok"],
  ["a Result with nothing", ok(undefined), "ok"],
  ["a refusal", err({ code: "pool-exhausted" }), "pool-exhausted"],
  ["a refusal with an errno", err({ code: "wraps", errno: "EINVAL" }), "EINVAL"],
  ["a refusal with an errno that is none", err({ code: "wraps", errno: undefined } as never), "wraps"],
];

describe("answerOf", () => {
  it.each(cases)("makes an answer of %s", (_what, asked, answer) => {
    expect(answerOf(asked)).toBe(answer);
  });

  it.each([[null], [{}], [() => 1]])("throws at %j", (asked) => {
    expect(() => answerOf(asked as never)).toThrow(TypeError);
  });
});

describe("what is kept of it", () => {
  it("is a decision without what it gives", () => {
    expect(decisionOf(refused)).toEqual({
      allowed: false,
      errno: "EACCES",
      decidedBy: refused.decidedBy,
      decidedAt: refused.decidedAt,
      steps: refused.steps,
    });
    const disputed = { code: "mapped-source" } as const;
    expect(decisionOf({ ...allowed, disputed })).toMatchObject({ allowed: true, disputed });
    expect(decisionOf(5)).toBe(undefined);
    expect(decisionOf({ allowed: true, errno: undefined })).toBe(undefined);
  });

  it("is a refusal", () => {
    expect(refusalOf(err({ code: "wraps" }))).toEqual({ code: "wraps" });
    expect(refusalOf(ok(1))).toBe(undefined);
    expect(refusalOf("wraps")).toBe(undefined);
  });
});
