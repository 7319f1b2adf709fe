import { err, ok, type Result } from "../../result.ts";
import type { SeveralEntries } from "../form/form-error.ts";
import type { FormName } from "../form/form-names.ts";
import type { FormOptions } from "../form/form-row.ts";
import { namesOfUser } from "./passwd.ts";
import type { SubidReaderRow } from "./subid-readers.ts";

/**
 * The entries of the owner that is meant: who is named, else who has the ID that is their own, else the one there is. The
 * user's own ID also finds what stands under the number of a user who is named.
 */
export function entriesOfOwner<Entry extends { readonly owner: string }>(
  form: FormName,
  entries: readonly Entry[],
  { owner: rule }: Pick<SubidReaderRow, "owner">,
  { owner, rootless, passwd }: FormOptions,
): Result<readonly Entry[], SeveralEntries> {
  const known = [owner, rootless].flatMap((name) => (name === undefined ? [] : [String(name)]));
  const names = namesOfUser(known, passwd);
  const own = entries.filter((entry) => isOwner(entry.owner, names, rule));
  if (owner !== undefined || own.length > 0) return ok(own);
  const others = entries.some((entry) => entry.owner !== entries[0]?.owner);
  return others ? err({ code: "several-entries", form, count: entries.length }) : ok(entries);
}

function isOwner(owner: string, names: readonly string[], rule: SubidReaderRow["owner"]): boolean {
  if (rule === "name-of-any-case") {
    const words = names.filter((name) => !/^\d+$/.test(name));
    return (words.length > 0 ? words : names).some((name) => name.toLowerCase() === owner.toLowerCase());
  }
  if (names.includes(owner)) return true;
  // strtoul gives 0 for what is no number: root has every line that stands under a name.
  return rule === "name-or-leading-number" && names.includes(String(Number(/^\s*\+?(\d*)/.exec(owner)?.[1])));
}
