import type { FormOptions } from "../../src/index.ts";

const ROOT = "root:x:0:0::/root:/bin/sh\n";

/** The accounts that a row gives, or those that it speaks of: its owner, who has the ID that it calls one's own. */
export function passwdOf({ passwd, owner, rootless }: FormOptions): string {
  const given = fileText(passwd) ?? "";
  const named =
    given === "" && owner !== "root"
      ? `${/^\d+$/.test(owner ?? "1") ? "user" : owner}:x:${idOf(owner, rootless)}:${idOf(owner, rootless)}::/:/bin/sh\n`
      : "";
  return `${/^root:/m.test(given) ? "" : ROOT}${given}${named}`;
}

/** Whose processes ask for a row: the ID that is one's own there, or the owner's. */
export function uidOf(options: FormOptions): number {
  if (options.rootless !== undefined) return options.rootless;
  const { owner } = options;
  if (owner === undefined) return 0;
  const line = passwdOf(options)
    .split("\n")
    .map((each) => each.split(":"))
    .find(([name]) => name === owner);
  return Number(line?.[2] ?? owner);
}

/** The text of a file that a row gives. */
export function fileText(given: string | Uint8Array | undefined): string | undefined {
  return typeof given === "string" || given === undefined ? given : new TextDecoder().decode(given);
}

function idOf(owner: string | undefined, rootless: number | undefined): number {
  return rootless ?? (/^\d+$/.test(owner ?? "") ? Number(owner) : 1000);
}
