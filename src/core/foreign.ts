/**
 * Tells whether what somebody's function returned is a promise, where an answer was due at once. It is seen to that its
 * rejection, which nobody will wait for, does not end the process.
 *
 * @param value - anything: it may be a Proxy, or have getters that throw
 * @internal
 */
export function isPromise(value: unknown): boolean {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  let then: unknown;
  try {
    ({ then } = value as { readonly then?: unknown });
    if (typeof then !== "function") return value instanceof Promise && settleQuietly(value);
  } catch {
    return settleQuietly(value);
  }
  if (!settleQuietly(value)) settleQuietly(value, then);
  return true;
}

/**
 * Calls the language's own `then`, since that of the value may be anything; or that, for what is no promise of the language.
 * @returns `false` where it throws
 */
function settleQuietly(value: object, then: unknown = Promise.prototype.then): boolean {
  try {
    (then as typeof Promise.prototype.then).call(value as Promise<unknown>, ignore, ignore);
    return true;
  } catch {
    return false;
  }
}

function ignore(): void {}

/**
 * Says what somebody's function threw, which may be anything.
 *
 * @param most - how many characters are shown at most
 * @returns the text. Making it runs code of what was thrown, which may throw again
 * @internal
 */
export function showThrown(thrown: unknown, most = 200): string {
  try {
    const text = String(thrown);
    if (text.length <= most) return text;
    // What decides stands at the beginning or at the end, never in the middle alone.
    const end = Math.floor(most / 2);
    return `${text.slice(0, most - end - 1)}…${text.slice(-end)}`;
  } catch {
    return "something that cannot be shown";
  }
}
