import type { NamedId } from "./found-id.ts";
import { type Word, wordsOf } from "./words.ts";

/**
 * The owner and the group in a line of `ls -l` or `find -ls`, also behind the inode and the blocks of `-i` and `-s`, and before
 * the context of `-Z`; and in one of `tar -tv`. Where a name stands, there is no ID.
 */
export function ownerColumns(line: string): readonly NamedId[] {
  const [mode] = MODE.exec(line) ?? [];
  if (mode === undefined) return [];
  const [first, owner, group, ...rest] = wordsOf(line, mode.length, MOST_WORDS);
  if (first === undefined || owner === undefined) return [];
  const tar = OF_TAR.exec(first.text);
  const [user, ofTar] = [tar?.[1], tar?.[2]];
  if (user !== undefined && ofTar !== undefined)
    return [
      ...idAt({ at: first.at, text: user }, "uid"),
      ...idAt({ at: first.at + user.length + 1, text: ofTar }, "gid"),
    ];
  if (!/^\d{1,10}$/.test(first.text) || group === undefined) return [];
  if (isSize(rest)) return [...idAt(owner, "uid"), ...idAt(group, "gid")];
  // -o shows the owner alone and -g the group, and neither says which it is.
  return isSize([group, ...rest]) ? idAt(owner, null) : [];
}

function idAt({ at, text }: Word, kind: NamedId["kind"]): readonly NamedId[] {
  return /^\d{1,10}$/.test(text) ? [{ at, text, kind }] : [];
}

/** The size, or the first of a device's two numbers, and what follows; before it perhaps the context. */
function isSize([word, ...more]: readonly Word[]): boolean {
  if (word === undefined || more.length === 0) return false;
  return /^\d{1,20}(?:\.\d)?[KMGTPE]?,?$/.test(word.text) || (CONTEXT.test(word.text) && isSize(more));
}

/** The links, two owners, the context, the size, and one behind it. */
const MOST_WORDS = 6;

/** Before the mode stand the inode and the number of blocks. */
const MODE =
  /^[ \t]{0,20}(?:\d[\d.,]{0,20}[KMGTPE]?[ \t]{1,20}){0,2}[-bcCdDlMnpPs](?:[-r][-w][-sSx]){2}[-r][-w][-tTx][.+@]?(?=[ \t])/;

const OF_TAR = /^([^/]{1,64})\/([^/]{1,64})$/;

/** Of SELinux, or what stands there without it. */
const CONTEXT = /^(?:[^:]{1,64}(?::[^:]{0,200}){2,6}|\?|unconfined)$/;
