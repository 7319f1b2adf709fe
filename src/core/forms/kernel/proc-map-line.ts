import { err, ok, type Result } from "../../result.ts";
import type { FormExpected, FormFault } from "../form/form-error.ts";

/** A number of a line, not yet read, and where it stands. */
export interface LineNumber {
  readonly digits: string;
  /** Its place in the line, from 0. */
  readonly at: number;
}

/** What can be wrong with a line before its numbers are read. `found` is verbatim, of any length. */
export type LineFault = FormFault<"blank-line" | "missing-number" | "not-a-number" | "trailing-text">;

/**
 * Finds the three numbers of a line of a map, or the first thing that is none. Lines are counted from 1.
 *
 * Space is what the kernel's `isspace` says, whose table of characters is Latin-1: 0xA0 is a no-break space.
 */
export function readLine(
  line: string,
  number: number,
): Result<readonly [LineNumber, LineNumber, LineNumber], LineFault> {
  const fault = (code: LineFault["code"], at: number, found: string, expected: FormExpected): LineFault => ({
    code,
    form: "proc-map",
    line: number,
    column: at + 1,
    found,
    expected,
  });
  const numbers: LineNumber[] = [];
  for (const { 0: word, index: at } of line.matchAll(/[^ \t\v\f\r\xa0]+/g)) {
    if (numbers.length === 3) return err(fault("trailing-text", at, line.slice(at), "end-of-line"));
    if (!/^\d+$/.test(word)) return err(fault("not-a-number", at, word, "decimal-number"));
    numbers.push({ digits: word, at });
  }
  const [containerId, hostId, size] = numbers;
  if (containerId === undefined) return err(fault("blank-line", 0, line, "three-numbers"));
  if (hostId === undefined || size === undefined) return err(fault("missing-number", line.length, "", "three-numbers"));
  return ok([containerId, hostId, size]);
}
