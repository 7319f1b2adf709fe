import { checkInteger } from "../../core/id/integer.ts";
import { expectArray, expectObject, expectOneOf, expectText, misuse } from "../../core/misuse/misuse.ts";
import type { Answer } from "./answer.ts";
import type { FoundRange } from "./finding.ts";
import type { History, HistoryPool } from "./history.ts";
import { HISTORY_STEPS, type HistoryStep } from "./operation.ts";

/** Whether there can be such a pool is for the allocator to say: here it may reach past the last ID. */
export function expectPool(caller: string, pool: HistoryPool): void {
  expectRange(caller, "pool", pool, "an object { start, size, idsPerPod, exclude }");
  checkInteger(caller, "idsPerPod", pool.idsPerPod, 0, Number.MAX_SAFE_INTEGER);
  expectArray(caller, "exclude", pool.exclude, "an array of ranges");
}

export function expectRange(caller: string, label: string, range: FoundRange, taken: string): void {
  expectObject(caller, label, range, taken);
  checkInteger(caller, `${label}.start`, range.start, 0, Number.MAX_SAFE_INTEGER);
  checkInteger(caller, `${label}.size`, range.size, 0, Number.MAX_SAFE_INTEGER);
}

/** What is no operation would be left out, as what an allocator has no function for is. */
export function expectHistory(caller: string, history: History<HistoryStep>): void {
  expectObject(caller, "history", history, "a history { pool, seed, operations }");
  expectPool(caller, history.pool);
  checkInteger(caller, "seed", history.seed, 0, 4294967295);
  expectArray(caller, "operations", history.operations, "an array of operations");
  for (const operation of history.operations) expectOperation(caller, operation, HISTORY_STEPS);
}

/** `ops` are those that may be asked. */
export function expectOperation(caller: string, operation: HistoryStep, ops: readonly HistoryStep["op"][]): void {
  expectObject(caller, "operation", operation, 'an operation such as { op: "restart" }');
  expectOneOf(caller, "op", operation.op, ops);
  if (operation.op === "restart") return;
  if (operation.op === "cleanup") {
    expectArray(caller, "known", operation.known, "an array of UIDs");
    expectArray(caller, "running", operation.running, "an array of UIDs");
    return;
  }
  expectText(caller, "podUid", operation.podUid);
  if (operation.op === "allocate" && operation.size !== undefined) expectNumber(caller, "size", operation.size);
  if (operation.op === "corruptRecord") expectText(caller, "text", operation.text);
  if (operation.op === "restore") {
    expectNumber(caller, "start", operation.start);
    expectNumber(caller, "size", operation.size);
  }
}

/** Any size may be asked for: what comes of it is for the allocator to say. */
function expectNumber(caller: string, label: string, value: number): void {
  if (typeof value !== "number") throw misuse(caller, label, "a number", value);
}

/** A Result has an `ok` too, but something else beside it. */
export function expectAnswer(caller: string, answer: Answer): void {
  if (typeof answer === "object" && answer !== null) {
    if ("start" in answer && typeof answer.start === "number" && typeof answer.size === "number") return;
    if ("error" in answer && typeof answer.error === "string") return;
    if ("ok" in answer && answer.ok === true && !("value" in answer)) return;
  }
  throw misuse(caller, "answer", "{ start, size }, { ok: true } or { error }", answer);
}
