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
    if (typeof then !== "function") return value instanceof Promise && settled(value);
  } catch {
    return settled(value);
  }
  if (!settled(value)) settled(heard(value, then as Then));
  return true;
}

/** Whether there is a promise among some values. No rejection of any of them ends the process. */
export function anyPromise(values: readonly unknown[]): boolean {
  return values.filter(isPromise).length > 0;
}

type Then = typeof Promise.prototype.then;

/** By the language's own `then`, since that of the value may be anything; `false` for what is no promise of the language. */
function settled(value: unknown): boolean {
  if (heard(value, Promise.prototype.then) !== undefined) return true;
  try {
    // The language asks a promise for its class first, and that may throw: here is one that does not.
    if (!(value instanceof Promise)) return false;
    Object.defineProperty(value, "constructor", { value: Promise });
  } catch {
    return false;
  }
  return heard(value, Promise.prototype.then) !== undefined;
}

/** What `then` gives, which is a promise as well where it is an async function; `undefined` where it throws. */
function heard(value: unknown, then: Then): unknown {
  try {
    return then.call(value as Promise<unknown>, ignore, ignore);
  } catch {
    return undefined;
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
