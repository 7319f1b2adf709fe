import { textOf } from "../../text/given-text.ts";

/** The names and numbers of a user: those that are known without a file, and those that /etc/passwd has for them. */
export function namesOfUser(known: readonly string[], passwd: string | Uint8Array | undefined): readonly string[] {
  const names = new Set(known);
  for (const [name, uid] of usersIn(passwd)) {
    if (known.includes(name)) names.add(String(uid));
    if (known.includes(String(uid))) names.add(name);
  }
  return [...names];
}

/** The number of each name, where it has several the first. */
export function numbersOfUsers(passwd: string | Uint8Array | undefined): ReadonlyMap<string, number> {
  return new Map(Array.from(usersIn(passwd)).reverse());
}

/** The users that the file has: a line with a name and a number is one. */
export function* usersIn(passwd: string | Uint8Array | undefined): Iterable<readonly [name: string, uid: number]> {
  const text = textOf(passwd);
  if (text === undefined) return;
  for (const line of text.split("\n")) {
    const match = /^([^:]+):[^:]*:(\d+)(?::|$)/.exec(line);
    if (match !== null) yield [match[1] as string, Number(match[2])];
  }
}
