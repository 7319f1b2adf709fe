import type { NamedId } from "./found-id.ts";

/**
 * IDs behind their names: `uid=0 auid=1000 fsgid=5` of the kernel's audit and of `id`, `"uid": 5` of JSON, `Uid: ( 0/root)` of
 * `stat`, the lists `groups=1000(alice),4(adm)`, and the lines of `/proc/PID/status`.
 */
export function namedIds(line: string): readonly NamedId[] {
  return STATUS.test(line) ? statusIds(line) : [...pairs(line), ...groupLists(line)];
}

/** proc_pid_status(5): `Uid` and `Gid` have the real, effective, saved and filesystem ID, `Groups` any number of them. */
const STATUS = /^(?:Uid|Gid|Groups):[\d\s]*$/;

function statusIds(line: string): readonly NamedId[] {
  const kind = line.startsWith("Uid") ? "uid" : "gid";
  return Array.from(line.matchAll(/\d+/g), ({ index, 0: text }) => ({ at: index, text, kind }));
}

function pairs(line: string): readonly NamedId[] {
  return Array.from(line.matchAll(PAIR), ({ index, 0: whole, 1: name = "", 2: text = "" }) => ({
    at: index + whole.length - text.length,
    text,
    kind: name.toLowerCase() === "uid" ? "uid" : "gid",
  }));
}

/**
 * The end of a longer name counts, as in `_AUDIT_LOGINUID` and `old-auid`, but not of a longer word: process groups (`pgid`)
 * and thread groups (`tgid`) are none. What follows the digits must not make them a part of something, such as of a UID of
 * Kubernetes.
 */
const PAIR =
  /(?<![a-z0-9])(?:a|e|f|fs|i|o|oa|r|s|sa|sv|login)?(uid|gid)["']?[ \t]{0,4}[=:][ \t]{0,4}["'(]?[ \t]{0,12}(\d{1,10})(?![\w+]|[-.]\w)/gi;

function groupLists(line: string): readonly NamedId[] {
  const ids: NamedId[] = [];
  for (const { index: start, 0: name } of line.matchAll(GROUPS)) {
    const member = new RegExp(MEMBER, "y");
    member.lastIndex = start + name.length;
    for (let found = member.exec(line); found !== null; found = member.exec(line)) {
      const { index, 1: text = "", 2: comma } = found;
      ids.push({ at: index, text, kind: "gid" });
      if (comma === "") break;
    }
  }
  return ids;
}

const GROUPS = /(?<![a-z0-9])groups=/gi;
const MEMBER = /(\d{1,10})(?![\w-])(?:\([^()]{0,64}\))?(,?)/;
