import { Failure } from "../base/failure.ts";
import { decimal } from "../base/numbers.ts";

export interface AskedId {
  /** As it was written. */
  readonly text: string;
  /** Whether it is a user's or a group's; null where nobody says. */
  readonly kind: "uid" | "gid" | null;
  readonly id: number;
}

/**
 * Reads a host ID as `ps`, `ls -ln` or an audit log shows it: `66536`, or `uid=66536`, `fsgid=66536` and the like.
 * `kind` is that of IDs that do not say it themselves.
 */
export function readAskedId(text: string, kind: AskedId["kind"]): AskedId {
  const [, name, digits = ""] = /^(?:[a-z]{0,8}(uid|gid)=)?(\d+)$/.exec(text) ?? [];
  const id = decimal(digits);
  if (id === undefined || id > 4294967295)
    throw new Failure(`expected a host ID from 0 to 4294967295, as 66536, uid=66536 or gid=66536, found ${text}`);
  return { text, kind: name === "uid" || name === "gid" ? name : kind, id };
}
