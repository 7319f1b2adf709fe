import { expect, it } from "vitest";
import { findIds } from "../../../../src/core/node/found/find-ids.ts";

/** Lines of the programs whose output people paste, and headings with a row. */
const SAMPLES: readonly string[] = [
  "auid=10 uid=20 fsgid=30",
  "uid=20(a) gid=30(b) groups=30(b),4,5(c d)",
  '{"uid": 20, "gid":30}',
  "Access: (0644/-rw)  Uid: (   20/ a)   Gid: ( 30/ b)",
  "_UID=20 AUDIT_LOGINUID=30",
  "Uid:\t20\t30\t40\t50",
  "Groups:\t4 30 ",
  "-rw-r--r-- 1 20 30 0 Nov 29 a",
  "drwxr-sr-t. 2 20 root 4.5K Nov a",
  "crw-rw-rw- 1 20 5 1, 3 Nov a",
  "42 8 -rwSr--r-- 1 20 30 ? 0 Nov a",
  "-rw-r--r--. 1 20 30 u:r:t:s0 0 Nov a",
  "-rw-r--r-- 1 20 30 ? ? 0 Nov a",
  "-rw-r--r-- 20/30 0 2026 ./a",
  "-rw-r--r-- 1 20 0 Nov a",
  "USER PID CMD\n20 812 sh 5",
  "PID UID GID\n812 20 30",
  "EUSER FSUID SUPGID ARGS\na 20+ 4,30 x",
  "STARTED UID\nSun 16:45 2026 20",
  "COMMAND PID USER FD NAME\nsh 8 20 3u /",
  "UID CMD\n20 a\n\n30 b",
];

const SIGNS = [" ", "0", "a", "Z", "=", ":", "-", "+", ".", ",", "/", "(", ")", '"', "%", "\n"] as const;

/** The IDs that a text names, as `u20` or `g30`, one that is cut with its plus, and in brackets what only could be one. */
function told(text: string): string {
  const ids = findIds(text).map(({ id, kind, cut, certain }) => {
    const said = `${kind === null ? "" : kind[0]}${id}${cut ? "+" : ""}`;
    return certain ? (kind === null ? `?${said}` : said) : `(${said})`;
  });
  return ids.length === 0 ? "none" : ids.join(" ");
}

/** Under each place of a text a letter for what is found where another sign stands there, a dot where that is the same. */
function matrixOf(text: string): string {
  const before = told(text);
  const letters = new Map<string, string>();
  const letterOf = (after: string): string => {
    if (after === before) return ".";
    const letter = letters.get(after) ?? LETTERS.charAt(letters.size);
    letters.set(after, letter);
    return letter;
  };
  const row = (edit: (at: number) => string): string => Array.from(text, (_, at) => letterOf(told(edit(at)))).join("");
  const rows = [
    ["gone", row((at) => text.slice(0, at) + text.slice(at + 1))],
    ...SIGNS.map((sign) => [JSON.stringify(sign), row((at) => text.slice(0, at) + sign + text.slice(at + 1))]),
    ...[" ", "0", "a", "-"].map((sign) => [
      `+ ${JSON.stringify(sign)}`,
      row((at) => text.slice(0, at) + sign + text.slice(at)),
    ]),
  ];
  return [
    `       ${text.replaceAll("\n", "⏎").replaceAll("\t", "→")}   ${before}\n`,
    ...rows.map(([name = "", cells]) => `${name.padEnd(6)} ${cells}\n`),
    ...Array.from(letters, ([after, letter]) => `  ${letter} ${after}\n`),
  ].join("");
}

const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at))
  .flatMap((letter) => [letter, letter.toUpperCase()])
  .sort()
  .reverse()
  .concat(Array.from({ length: 200 }, (_, at) => String.fromCharCode(0x3b1 + at)))
  .join("");

it("finds in each line, and in all that differ from it by one sign, what the golden file says", async () => {
  await expect(SAMPLES.map(matrixOf).join("\n")).toMatchFileSnapshot("edits.golden.txt");
});

it("reads no table of more columns than ps has", () => {
  const table = (columns: number): string => `${"PID ".repeat(columns - 1)}UID\n${"7 ".repeat(columns - 1)}20`;
  const uids = (columns: number) => findIds(table(columns)).flatMap(({ id, kind }) => (kind === "uid" ? [id] : []));
  expect([uids(199), uids(200), uids(201)]).toEqual([[20], [20], []]);
});
