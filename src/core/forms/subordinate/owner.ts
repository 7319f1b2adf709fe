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
  const names = new Set(namesOfUser(known, passwd));
  const found = ownerTests(names, rule).map((isOwner) => entries.filter((entry) => isOwner(entry.owner)));
  const own = found.find(({ length }) => length > 0) ?? [];
  if (owner !== undefined || own.length > 0) return ok(own);
  const others = entries.some((entry) => entry.owner !== entries[0]?.owner);
  return others ? err({ code: "several-entries", form, count: entries.length }) : ok(entries);
}

type OwnerTest = (owner: string) => boolean;

/** The first of them by which there is a line decides. Of one number /etc/passwd may have as many names as it has lines. */
function ownerTests(names: ReadonlySet<string>, rule: SubidReaderRow["owner"]): readonly OwnerTest[] {
  if (rule === "name-of-any-case" || rule === "name-else-number") {
    const all = [...names];
    const words = all.filter((name) => !isNumber(name));
    const byName = ofAnyCase(words.length > 0 ? words : all);
    return rule === "name-else-number" ? [byName, ofAnyCase(all.filter(isNumber))] : [byName];
  }
  // strtoul gives 0 for what is no number: root has every line that stands under a name.
  const leading = (owner: string): string => String(Number(/^\s*\+?(\d*)/.exec(owner)?.[1]));
  return [(owner) => names.has(owner) || (rule === "name-or-leading-number" && names.has(leading(owner)))];
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

function ofAnyCase(names: readonly string[]): OwnerTest {
  const lower = new Set(names.map((name) => name.toLowerCase()));
  return (owner) => lower.has(owner.toLowerCase());
}
