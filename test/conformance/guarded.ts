import type { Difference } from "./difference.ts";
import { MalformedRow } from "./fields.ts";
import { failed, passed, type RowOutcome } from "./outcome.ts";

/** Judges one row. A malformed row is a failure, and so is anything that is thrown on the way. */
export function guarded(id: string, judge: () => RowOutcome): RowOutcome {
  try {
    return judge();
  } catch (error) {
    return thrown(id, error);
  }
}

/** What becomes of a row that was thrown at. */
export function thrown(id: string, error: unknown): RowOutcome {
  if (error instanceof MalformedRow) return failed(id, error.path, error.expected, error.got);
  return failed(id, "row", "an answer", `threw ${String(error)}`);
}

/** One row whose expectation was compared. */
export function verdict(id: string, found: Difference | undefined): RowOutcome {
  return found === undefined ? passed() : failed(id, found.path, found.expected, found.got);
}
