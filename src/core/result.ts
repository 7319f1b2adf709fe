import { misuse } from "./misuse/misuse.ts";
/**
 * The outcome of an operation that the simulated system may refuse.
 *
 * A refusal is data, never an exception: `ok` tells the two apart, and the compiler narrows on it.
 *
 * @typeParam T - what a success carries
 * @typeParam E - what a refusal carries: plain objects with a literal `code`
 * @example
 * ```ts
 * import { createPool } from "userns-sim";
 *
 * const pool = createPool({ start: 65536, size: 131072 });
 * pool.ok; // => true
 * ```
 */
export type Result<T, E> = Ok<T> | Err<E>;

/**
 * A success and what it carries.
 *
 * @typeParam T - what it carries
 */
export interface Ok<T> {
  readonly ok: true;
  /** What the operation gives. */
  readonly value: T;
}

/**
 * A refusal and its reason.
 *
 * @typeParam E - what it carries
 */
export interface Err<E> {
  readonly ok: false;
  /** Why the operation was refused. */
  readonly error: E;
}

/**
 * Makes a success.
 *
 * @typeParam T - what the operation gives
 * @param value - what the operation gives
 * @returns a {@link Result} whose `ok` is `true`
 * @example
 * ```ts
 * import { ok } from "userns-sim";
 *
 * ok(65536); // => { ok: true, value: 65536 }
 * ```
 */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/**
 * Makes a refusal.
 *
 * @typeParam E - why an operation is refused
 * @param error - why the operation was refused
 * @returns a {@link Result} whose `ok` is `false`
 * @example
 * ```ts
 * import { err } from "userns-sim";
 *
 * err({ code: "not-allocated" }); // => { ok: false, error: { code: "not-allocated" } }
 * ```
 */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}

/**
 * Takes the value out of a success, and turns a refusal into an exception.
 *
 * Meant for scripts and examples; code that can go on after a refusal looks at `ok` instead.
 *
 * @typeParam T - what a success carries
 * @typeParam E - what a refusal carries
 * @param result - the outcome of an operation
 * @returns the value of a success
 * @throws Error for a refusal. Its message names the refusal's code, its `cause` is the refusal itself.
 * @example
 * ```ts
 * import { createPool, unwrap } from "userns-sim";
 *
 * unwrap(createPool({ start: 65536, size: 131072 })).slots; // => 2
 * ```
 */
export function unwrap<T, E>(result: Result<T, E>): T {
  if (result?.ok === true) return result.value;
  if (result?.ok !== false) throw misuse("unwrap", "result", "a Result, { ok, … }", result);
  throw new Error(`unwrap: expected a success, got the refusal ${JSON.stringify(result.error)}`, {
    cause: result.error,
  });
}
