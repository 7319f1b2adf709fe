import type { HostId } from "../../core/id/id.ts";
import type { IdRange } from "../../core/range/range.ts";
import { Failure } from "../base/failure.ts";
import { decimal } from "../base/numbers.ts";

export interface AskedIds {
  /** As they were written. */
  readonly text: string;
  /** Whether they are of users or of groups; null where nobody says. */
  readonly kind: "uid" | "gid" | null;
  /** One ID, a range, or the ranges of the IDs that begin with some digits. */
  readonly ranges: readonly IdRange<HostId>[];
  /** Whether the ID was cut, so that it is any of these, and not all of them. */
  readonly cut: boolean;
}

/**
 * Reads host IDs as `ps`, `ls -ln` or an audit log shows them: `66536`, or `uid=66536`, `fsgid=66536` and the like; a range,
 * `131072-131080`; or `13107+`, as `ps` cuts an ID that is too long for its column. `kind` is that of IDs that do not say it
 * themselves.
 */
export function readAskedIds(text: string, kind: AskedIds["kind"]): AskedIds {
  const [, name, first = "", last, plus] = /^(?:[a-z]{0,8}(uid|gid)=)?(\d+)(?:-(\d+)|(\+))?$/.exec(text) ?? [];
  const [start, end] = [decimal(first), decimal(last ?? first)];
  if (start === undefined || end === undefined || start > end || end > MAX_NUMBER)
    throw new Failure(
      `expected a host ID from 0 to ${MAX_NUMBER}, as 66536, uid=66536 or gid=66536, a range, as 131072-131080, or the beginning of an ID, as 13107+; found ${text}`,
    );
  return {
    text,
    kind: name === "uid" || name === "gid" ? name : kind,
    ranges: plus === undefined ? [{ start, size: end - start + 1 }] : rangesBehind(start),
    cut: plus !== undefined,
  };
}

const MAX_NUMBER = 4294967295;

/** The IDs with one digit more than these, two digits more and so on; no ID has a digit behind a zero alone. */
export function rangesBehind(digits: number): readonly IdRange<HostId>[] {
  const ranges: IdRange<HostId>[] = [];
  for (let size = 10; digits > 0 && digits * size <= MAX_NUMBER; size *= 10)
    ranges.push({ start: digits * size, size: Math.min(size, MAX_NUMBER + 1 - digits * size) });
  return ranges;
}
