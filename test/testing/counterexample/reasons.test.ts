import { describe, expect, it } from "vitest";
import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import { checkAllocator, checkStrategy } from "../../../src/testing/check/check.ts";
import type { CheckReport } from "../../../src/testing/check/report.ts";
import type { Answer } from "../../../src/testing/history/answer.ts";

const WORD = "deciding-word";

/** A reason with the word that decides at its end, or in front. */
const REASONS = [1, 40, 66, 67, 68, 79, 80, 81, 199, 200, 201, 5000].flatMap((length) => [
  `${"x".repeat(length)} ${WORD}`,
  `${WORD} ${"x".repeat(length)}`,
]);

type Make = (reason: string) => CheckReport;
const params = { numRuns: 100 };
const start = (answer: () => Answer) => ({ start: () => ({ allocate: answer, release: answer, restart: answer }) });
const thrower = (reason: string): never => {
  throw new Error(reason);
};

const strategyOf = (propose: Strategy["propose"]): Strategy => ({ name: "mine", initial: null, propose });

/** Everything of a subject that stands in a story in its own words. */
const TOLD: readonly (readonly [what: string, make: Make])[] = [
  [
    "a refusal without a code",
    (error) =>
      checkAllocator(
        start(() => ({ error })),
        params,
      ),
  ],
  [
    "a code",
    (code) =>
      checkAllocator(
        start(() => ({ error: "no", code })),
        params,
      ),
  ],
  [
    "what an allocator throws",
    (reason) =>
      checkAllocator(
        start(() => thrower(reason)),
        params,
      ),
  ],
  ["a strategy's reason", (refuse) => checkStrategy(() => strategyOf(() => ({ refuse })), params)],
  ["what a strategy throws", (reason) => checkStrategy(() => strategyOf(() => thrower(reason)), params)],
  [
    "why a release is refused",
    (error) =>
      checkAllocator(
        {
          start: ({ start, idsPerPod }) => ({
            allocate: () => ({ start, size: idsPerPod }),
            release: () => ({ error }),
          }),
        },
        { ...params, except: ["disjoint"] },
      ),
  ],
  [
    "why a restart is refused",
    (error) =>
      checkAllocator(
        { start: () => ({ allocate: () => ({ error: "exhausted" }), restart: () => ({ error }) }) },
        { ...params, except: ["complete"] },
      ),
  ],
  [
    "a law of one's own",
    (says) =>
      checkStrategy(
        () => strategyOf((_request, view) => ({ ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: null })),
        {
          ...params,
          laws: { mine: () => says },
          histories: { maxSlotsPerPod: 1 },
        },
      ),
  ],
];

describe("the deciding word of a reason", () => {
  it.each(TOLD)("is never cut: %s", (_what, make) => {
    const cut = REASONS.filter((reason) => {
      const { failed, text } = make(reason);
      const marked = text.split("\n").find((line) => line.startsWith("  ✗ ")) ?? "";
      return !failed || !marked.includes(WORD);
    });
    expect(cut.map(({ length }) => length)).toEqual([]);
  });
});
