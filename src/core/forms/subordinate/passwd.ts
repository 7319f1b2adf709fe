import { textOf } from "../../text/given-text.ts";

/** The names and numbers of a user: those that are known without a file, and those that /etc/passwd has for them. */
export function namesOfUser(known: readonly string[], passwd: string | Uint8Array | undefined): readonly string[] {
  const names = new Set(known);
  for (const line of (textOf(passwd) ?? "").split("\n")) {
    const [name = "", , uid = ""] = line.split(":", 3);
    if (name === "" || !/^\d+$/.test(uid)) continue;
    if (known.includes(name)) names.add(String(Number(uid)));
    if (known.includes(String(Number(uid)))) names.add(name);
  }
  return [...names];
}
