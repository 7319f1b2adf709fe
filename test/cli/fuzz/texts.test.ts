import { describe, expect, it } from "vitest";
import type { Wrong } from "../../../src/cli/fuzz/play/trouble.ts";
import type { Fault } from "../../../src/cli/fuzz/program/fault.ts";
import { answerText, unstartedText, wrongText } from "../../../src/cli/fuzz/texts.ts";
import type { Answer } from "../../../src/testing/history/answer.ts";

const range = { start: 65536, size: 65536 };

it.each<[Answer | undefined, string]>([
  [undefined, "nothing"],
  [range, "[65536, 131072)"],
  [{ ...range, more: [{ start: 262144, size: 65536 }] }, "[65536, 131072) and [262144, 327680)"],
  [{ ok: true }, "ok"],
  [{ error: "no slot is free" }, "refused: no slot is free"],
  [{ error: "no slot is free", code: "exhausted" }, "refused (exhausted): no slot is free"],
])("the answer %j is told", (answer, text) => {
  expect(answerText(answer)).toBe(text);
});

describe("what goes wrong", () => {
  it.each<[Wrong, string]>([
    [
      { kind: "differs", one: range, other: undefined },
      "with the same seed it answers [65536, 131072) once and nothing another time",
    ],
    [{ kind: "refused-pool", error: "too small" }, "it refuses a pool that can be handed out whole: too small"],
    [{ kind: "ended", exitCode: 3, signal: null }, "it does not answer: it ended with exit code 3"],
    [
      { kind: "ended", exitCode: 137, signal: null },
      "it does not answer: it ended with exit code 137, that is by SIGKILL",
    ],
    [{ kind: "ended", exitCode: null, signal: "SIGTERM" }, "it does not answer: it ended by SIGTERM"],
    [{ kind: "silent", seconds: 5 }, "it does not answer within 5 s"],
    [{ kind: "closed" }, "it does not answer: it has closed its output, and runs on"],
    [{ kind: "long-line" }, "it answers with a line of more than 65536 bytes"],
    [{ kind: "not-started", message: "EAGAIN" }, "it cannot be started: EAGAIN"],
  ])("is told: %j", (wrong, text) => {
    expect(wrongText(wrong)).toBe(text);
  });

  it.each<[Fault, string]>([
    [{ kind: "ended", exitCode: 0, signal: null }, "it ended with exit code 0 before it answered `init`"],
    [{ kind: "silent", seconds: 5 }, "it does not answer `init` within 5 s"],
    [{ kind: "closed" }, "it closed its output before it answered `init`"],
    [{ kind: "ended", exitCode: 126, signal: null }, "the shell cannot run mine"],
    [{ kind: "ended", exitCode: 127, signal: null }, "the shell cannot run mine"],
    [{ kind: "not-started", message: "EAGAIN" }, "it cannot be started: EAGAIN"],
  ])("is told where nothing was tried: %j", (fault, text) => {
    expect(unstartedText("mine", fault)).toBe(text);
  });
});
