import { type Cursor, isAbsent, wrongType } from "../../manifest/cursor.ts";

/**
 * An ID as the API server decodes it before it looks at its size; `undefined` where it is absent, or none, which is a
 * problem.
 */
export function int64(cursor: Cursor): number | undefined {
  const { value } = cursor;
  if (isAbsent(cursor)) return undefined;
  // 2^63 is what JSON.parse makes of 9223372036854775807.
  const number = Number.isInteger(value) ? Number(value) : Number.NaN;
  return Math.abs(number) <= 0x8000000000000000 ? number : wrongType(cursor, "integer");
}
