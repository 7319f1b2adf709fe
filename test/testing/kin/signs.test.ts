import { describe, expect, it } from "vitest";
import type { Answer } from "../../../src/testing/history/answer.ts";
import type { FoundRange } from "../../../src/testing/history/finding.ts";
import type { LawFault } from "../../../src/testing/history/law-fault.ts";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import { signsOf } from "../../../src/testing/kin/signs.ts";

/** Four slots of ten IDs. */
const pool = { start: 100, size: 40, idsPerPod: 10, exclude: [] as readonly FoundRange[] };

const ask = (podUid: string, size?: number): HistoryOperation =>
  size === undefined ? { op: "allocate", podUid } : { op: "allocate", podUid, size };
const end = (podUid: string): HistoryOperation => ({ op: "release", podUid });
const range = (start: number, size = 10): FoundRange => ({ start, size });
const no: Answer = { error: "no" };
const ok: Answer = { ok: true };

type Step = readonly [HistoryOperation, Answer];

function signs(steps: readonly Step[], fault: LawFault, exclude: readonly FoundRange[] = []): readonly string[] {
  const operations = steps.map(([operation]) => operation);
  const answers = steps.map(([, answer]) => answer);
  const [operation = ask("p"), answer = no] = steps.at(-1) ?? [];
  const finding = { law: "any", operation, answer, fault };
  return [...signsOf({ pool: { ...pool, exclude }, operations, answers, finding })];
}

const taken = (start: number): LawFault => ({ code: "taken", range: range(start) });
const roomLeft: LawFault = { code: "room-left", free: 1, capacity: 4, slots: 1, says: "no" };

describe("the signs of a range that a pod may not have", () => {
  it.each<[string, Step, LawFault, readonly string[]]>([
    ["none in a slot of its own", [ask("p"), range(110)], taken(110), []],
    ["inside a slot", [ask("p"), range(115)], taken(115), ["taken-between-slots"]],
    [
      "before the pool, inside a slot",
      [ask("p"), range(95)],
      { code: "outside-pool", range: range(95), pool },
      ["taken-between-slots"],
    ],
    ["asked for by a pod of several slots", [ask("p", 30), range(110, 30)], taken(110), ["taken-by-several"]],
    ["a pod of one slot that says so", [ask("p", 10), range(110)], taken(110), []],
    [
      "excluded",
      [ask("p", 20), range(110, 20)],
      { code: "excluded", range: range(110, 20), excluded: range(120, 1) },
      ["taken-by-several"],
    ],
  ])("%s", (_name, step, fault, expected) => {
    expect(signs([step], fault)).toEqual(expected);
  });
});

describe("the signs of a refusal though there is room", () => {
  it.each<[string, readonly Step[], readonly FoundRange[], readonly string[]]>([
    ["none where nothing was given", [[ask("p"), no]], [], []],
    [
      "none where room lies behind",
      [
        [ask("a"), range(100)],
        [ask("p"), no],
      ],
      [],
      [],
    ],
    [
      "all before",
      [
        [ask("a"), range(130)],
        [ask("p"), no],
      ],
      [],
      ["refused-behind"],
    ],
    [
      "all before but what is excluded",
      [
        [ask("a"), range(120)],
        [ask("p"), no],
      ],
      [range(130, 1)],
      ["refused-behind"],
    ],
    [
      "all before, and where the last one was",
      [
        [ask("a"), range(130)],
        [end("a"), ok],
        [ask("p"), no],
      ],
      [],
      ["refused-behind"],
    ],
    [
      "all before but what is taken",
      [
        [ask("a"), range(130)],
        [ask("b"), range(120)],
        [ask("p"), no],
      ],
      [],
      ["refused-behind"],
    ],
    [
      "room behind, for who had it has left",
      [
        [ask("a"), range(130)],
        [ask("b"), range(120)],
        [end("a"), ok],
        [ask("p"), no],
      ],
      [],
      [],
    ],
    [
      "that a pod asks again gives nothing",
      [
        [ask("b"), range(120)],
        [ask("a"), range(130)],
        [ask("b"), range(120)],
        [ask("p"), no],
      ],
      [],
      ["refused-behind"],
    ],
    ["a pod of several slots", [[ask("p", 20), no]], [], ["refused-to-several"]],
  ])("%s", (_name, steps, exclude, expected) => {
    expect(signs(steps, roomLeft, exclude)).toEqual(expected);
  });
});

describe("the sign of chance", () => {
  it("is another answer, whatever was done in between", () => {
    const fault: LawFault = { code: "other-answer", answer: no, other: ok, when: "after-restart" };
    expect(signs([[ask("p"), no]], fault)).toEqual(["other-answer"]);
    expect(signs([[ask("p"), no]], { code: "pool-changed" })).toEqual([]);
  });
});
