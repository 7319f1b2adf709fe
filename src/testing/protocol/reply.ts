import { came } from "../../core/misuse/came.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Answer } from "../history/answer.ts";
import { expectOperation } from "../history/expect-history.ts";
import { PROGRAM_OPERATIONS, type ProgramOperation } from "../history/operation.ts";
import { MAX_LINE_BYTES } from "./request.ts";

/**
 * All that a foreign allocator need not know, and may promise to.
 *
 * @example
 * ```ts
 * import { SUPPORTS } from "userns-sim/protocol";
 *
 * SUPPORTS; // => ["restart", "loseRecord", "seed", "size", "cleanup", "corruptRecord"]
 * ```
 */
export const SUPPORTS = ["restart", "loseRecord", "seed", "size", "cleanup", "corruptRecord"] as const;

/** One of {@link SUPPORTS}. */
export type Support = (typeof SUPPORTS)[number];

/** What a foreign allocator says to `init`. */
export type InitReply = InitAccepted | InitRefused;

/** It has started afresh. */
export interface InitAccepted {
  readonly ok: true;
  /** What it knows besides `allocate` and `release`: `seed`, that equal seeds give equal answers; `size`, that a pod names one. */
  readonly supports: readonly Support[];
}

/** It does not take these settings. */
export interface InitRefused {
  readonly ok: false;
  /** Why, in words. */
  readonly error: string;
}

/** A line that is no answer to what was asked. */
export interface Junk {
  /** What is wrong with it. */
  readonly code: "too-long" | "no-json" | "wrong-shape";
  /** What would be an answer. */
  readonly expected: ReplyKind;
  /** The line, at most 200 characters of it. */
  readonly line: string;
}

/**
 * All that may be expected of a line.
 *
 * @example
 * ```ts
 * import { readAnswer, REPLY_KINDS } from "userns-sim/protocol";
 *
 * REPLY_KINDS; // => ["accepted-or-refused", "range-or-refusal", "done-or-refusal"]
 * const answer = readAnswer({ op: "restart" }, "fine");
 * answer; // => { ok: false, error: { code: "no-json", expected: "done-or-refusal", line: "fine" } }
 * ```
 */
export const REPLY_KINDS = ["accepted-or-refused", "range-or-refusal", "done-or-refusal"] as const;

/** One of {@link REPLY_KINDS}: what answers `init`, what answers `allocate`, and what answers any other operation. */
export type ReplyKind = (typeof REPLY_KINDS)[number];

/**
 * Reads what a foreign allocator answered to `init`.
 *
 * @param line - the line, without its line break; anything
 * @returns the reply, or what is wrong with the line; nothing is thrown
 * @example
 * ```ts
 * import { readInitReply } from "userns-sim/protocol";
 *
 * readInitReply('{"ok":true,"supports":["seed"]}'); // => { ok: true, value: { ok: true, supports: ["seed"] } }
 * readInitReply("ready").ok; // => false
 * ```
 */
export function readInitReply(line: string): Result<InitReply, Junk> {
  return read(line, "accepted-or-refused", (reply) => {
    if (reply["ok"] === false && typeof reply["error"] === "string") return { ok: false, error: reply["error"] };
    const { supports = [] } = reply;
    if (reply["ok"] !== true || !Array.isArray(supports)) return undefined;
    // A misspelt name would go unnoticed, and with it all that is not tried.
    if (!supports.every((name) => SUPPORTS.includes(name))) return undefined;
    return { ok: true, supports: SUPPORTS.filter((name) => supports.includes(name)) };
  });
}

/**
 * Reads what a foreign allocator answered to an operation.
 *
 * @param operation - what was asked
 * @param line - the line, without its line break; anything
 * @returns the answer, or what is wrong with the line; nothing is thrown
 * @example
 * ```ts
 * import { readAnswer } from "userns-sim/protocol";
 *
 * readAnswer({ op: "allocate", podUid: "web" }, '{"start":65536,"size":65536}');
 * // => { ok: true, value: { start: 65536, size: 65536 } }
 * readAnswer({ op: "allocate", podUid: "web" }, '{"ok":true}').ok; // => false
 * ```
 */
export function readAnswer(operation: ProgramOperation, line: string): Result<Answer, Junk> {
  expectOperation("readAnswer", operation, PROGRAM_OPERATIONS);
  return read(line, operation.op === "allocate" ? "range-or-refusal" : "done-or-refusal", (reply) => {
    const answer = answerIn(operation, reply);
    // Some write every field they know, the empty ones too.
    return answer !== undefined && reply["error"] === "" ? answer : (refusalIn(reply) ?? answer);
  });
}

const MAX_SHOWN = 200;

type Fields = Readonly<Record<string, unknown>>;

function read<T>(line: unknown, expected: ReplyKind, shape: (reply: Fields) => T | undefined): Result<T, Junk> {
  if (typeof line !== "string") return err({ code: "no-json", expected, line: came(line) });
  const junk = (code: Junk["code"]): Result<T, Junk> => err({ code, expected, line: line.slice(0, MAX_SHOWN) });
  // In UTF-8 no character takes less than a byte.
  if (line.length > MAX_LINE_BYTES) return junk("too-long");
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return junk("no-json");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return junk("wrong-shape");
  const read = shape(value as Fields);
  return read === undefined ? junk("wrong-shape") : ok(read);
}

function refusalIn({ error, code }: Fields): Answer | undefined {
  if (typeof error !== "string") return undefined;
  return typeof code === "string" ? { error, code } : { error };
}

function answerIn(operation: ProgramOperation, { ok: done, start, size }: Fields): Answer | undefined {
  if (operation.op !== "allocate") return done === true ? { ok: true } : undefined;
  return isWhole(start) && isWhole(size) ? { start, size } : undefined;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
