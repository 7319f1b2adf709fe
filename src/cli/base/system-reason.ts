import { getSystemErrorMap } from "node:util";

/** Says why the system did not do something, in its own words: `no space left on device`. */
export function systemReason({ errno, message }: NodeJS.ErrnoException): string {
  const [, reason = message] = (errno === undefined ? undefined : getSystemErrorMap().get(errno)) ?? [];
  return reason;
}
