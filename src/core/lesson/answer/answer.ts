import type { Coded } from "../../explanations.ts";
import type { Decision } from "../../kernel/decision/decision.ts";
import { isObject } from "../../misuse/came.ts";
import { misuse } from "../../misuse/misuse.ts";
import type { Result } from "../../result.ts";

/** What is so, in a word or a number. */
export type LessonAnswer = number | string;

/** What the library gave: whatever its functions answer with. */
export type Asked =
  | number
  | string
  | boolean
  | undefined
  | Result<unknown, Coded>
  | Decision<unknown>
  | { readonly allowed: boolean; readonly errno: string | undefined };

/** A decision of the kernel without its value, which need not be plain data. */
export type KeptDecision = Pick<Decision<unknown>, "allowed" | "errno" | "decidedBy" | "decidedAt" | "steps"> & {
  readonly disputed?: NonNullable<Decision["disputed"]>;
};

/**
 * Makes an answer of what the library gave.
 *
 * @param asked - what one of its functions answered
 * @returns a number or a text itself; `yes` or `no`; `unmapped` for `undefined`; the value of a Result where it is a number
 * or a text, else `ok`, and of a refusal its errno, or its code; `ok` or the errno of a decision
 * @throws TypeError for anything else
 * @example
 * ```ts
 * import { createPool, podIdMap, toHost } from "userns-sim";
 * import { answerOf } from "userns-sim/lessons";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * answerOf(toHost(uid, 1000)); // => 66536
 * answerOf(toHost(uid, 70000)); // => "unmapped"
 * answerOf(createPool({ start: 1000, size: 65536 })); // => "start-misaligned"
 * ```
 */
export function answerOf(asked: Asked): LessonAnswer {
  if (typeof asked === "number" || typeof asked === "string") return asked;
  if (typeof asked === "boolean") return asked ? "yes" : "no";
  if (asked === undefined) return "unmapped";
  if (isObject(asked) && "allowed" in asked) return asked.allowed ? "ok" : (asked.errno ?? "refused");
  if (!isObject(asked) || !("ok" in asked))
    throw misuse("answerOf", "asked", "what a function of the library gives", asked);
  if (!asked.ok) return errnoOf(asked.error) ?? asked.error.code;
  const { value } = asked;
  return typeof value === "number" || typeof value === "string" ? value : "ok";
}

/** The decision that an answer is taken from, if it has steps. */
export function decisionOf(asked: Asked): KeptDecision | undefined {
  if (!isObject(asked) || !("steps" in asked)) return undefined;
  const { allowed, errno, decidedBy, decidedAt, steps, disputed } = asked;
  return { allowed, errno, decidedBy, decidedAt, steps, ...(disputed && { disputed }) };
}

export function refusalOf(asked: Asked): Coded | undefined {
  return isObject(asked) && "ok" in asked && !asked.ok ? asked.error : undefined;
}

function errnoOf(error: object): string | undefined {
  const errno: unknown = "errno" in error ? error.errno : undefined;
  return typeof errno === "string" ? errno : undefined;
}
