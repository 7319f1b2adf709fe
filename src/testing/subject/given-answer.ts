import { isPromise } from "../../core/foreign.ts";
import { type Answer, NO_ANSWER, type RangeAnswer, type RefusalAnswer } from "../history/answer.ts";
import type { HistoryOperation } from "../history/operation.ts";

/**
 * Makes an answer of whatever a function of somebody else's allocator gives: the compiler's promise holds for nobody
 * who writes JavaScript, or reads from a database. Nothing at all means done, except to a pod that asks for IDs; what
 * is no answer becomes a refusal that nobody expects.
 */
export function givenAnswer({ op }: HistoryOperation, value: unknown): Answer {
  if (isPromise(value)) return { error: "gave a promise, and its adapter does not say `async: true`", code: NO_ANSWER };
  if (value === undefined && op !== "allocate") return { ok: true };
  try {
    return rangeIn(value) ?? refusalIn(value) ?? doneIn(value) ?? { error: `gave ${told(value)}`, code: NO_ANSWER };
  } catch (thrown) {
    return thrownAnswer(thrown);
  }
}

export function thrownAnswer(thrown: unknown): RefusalAnswer {
  return { error: `threw ${told(thrown)}`, code: NO_ANSWER };
}

function rangeIn(value: unknown): RangeAnswer | undefined {
  const { start, size, more } = fieldsOf(value);
  if (typeof start !== "number" || typeof size !== "number") return undefined;
  if (more === undefined) return { start, size };
  if (!Array.isArray(more)) return undefined;
  const others = more.map(rangeIn);
  return others.some((other) => other === undefined)
    ? undefined
    : { start, size, more: others.flatMap((other) => (other === undefined ? [] : [other])) };
}

function refusalIn(value: unknown): RefusalAnswer | undefined {
  const { error, code } = fieldsOf(value);
  if (typeof error !== "string") return undefined;
  return typeof code === "string" ? { error, code } : { error };
}

function doneIn(value: unknown): Answer | undefined {
  return fieldsOf(value)["ok"] === true ? { ok: true } : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** JSON has no word for a bigint, which is what many databases give for a number. */
function numbered(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}

/** A value may throw when it is made a text of. */
function told(value: unknown): string {
  try {
    if (typeof value === "bigint") return `${value}n`;
    return value instanceof Error ? String(value) : (JSON.stringify(value, numbered) ?? String(value));
  } catch {
    return `a value of type ${typeof value}`;
  }
}
