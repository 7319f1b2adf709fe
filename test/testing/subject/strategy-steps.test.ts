import { expect, it } from "vitest";
import { createPool } from "../../../src/core/allocate/pool/pool.ts";
import { entries } from "../../../src/core/allocate/state/queries.ts";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { unwrap } from "../../../src/core/result.ts";
import type { HistoryStep } from "../../../src/testing/history/operation.ts";
import { startStrategy, stepStrategy } from "../../../src/testing/subject/strategy-steps.ts";

const POOL = unwrap(createPool({ start: 10, size: 30, idsPerPod: 10, exclude: [{ start: 35, size: 1 }] }));

const asks = (podUid: string, size?: number): HistoryStep =>
  size === undefined ? { op: "allocate", podUid } : { op: "allocate", podUid, size };
const restores = (podUid: string, start: number, size = 10): HistoryStep => ({
  op: "restore",
  podUid,
  start,
  size,
});

function last(operations: readonly HistoryStep[]) {
  let step: ReturnType<typeof stepStrategy> = { state: startStrategy(POOL, firstFit()), answer: { ok: true } };
  for (const operation of operations) step = stepStrategy(step.state, operation, POOL, firstFit);
  return step;
}

const lastAnswer = (operations: readonly HistoryStep[]) => last(operations).answer;

it.each<[string, readonly HistoryStep[]]>([
  ["exhausted", [asks("a"), asks("b"), asks("c")]],
  ["not-allocated", [{ op: "release", podUid: "a" }]],
  ["already-allocated", [restores("a", 10), restores("a", 20)]],
  ["taken", [asks("a"), restores("b", 10)]],
  ["excluded", [restores("a", 30)]],
  ["other-size", [asks("a"), asks("a", 20)]],
])("%s is expected of a strategy, and answered without words", (code, operations) => {
  expect(lastAnswer(operations)).toEqual({ error: code, code });
});

it("what nobody expects is answered in words", () => {
  const answer = lastAnswer([restores("a", 11)]);
  expect(answer).toMatchObject({ code: "misaligned" });
  expect(answer).not.toMatchObject({ error: "misaligned" });
});

it("a record is lost until the restart, and none is afterwards", () => {
  const lose: readonly HistoryStep[] = [asks("a"), asks("b"), { op: "loseRecord", podUid: "a" }];
  expect(last(lose).state.lost).toEqual(["a"]);
  const { state } = last([...lose, { op: "restart" }]);
  expect(state.lost).toEqual([]);
  expect(entries(state.allocations).map(({ podUid }) => podUid)).toEqual(["b"]);
  expect(last([asks("a"), { op: "restart" }]).state.lost).toEqual([]);
});
