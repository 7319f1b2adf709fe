import type { Dice } from "../../src/core/random/dice.ts";

/** Texts longer than this are cut: many short ones find more than few long ones. */
const MAX_LENGTH = 65536;

/** A text of a stranger, made of one that is fine. */
export function mutateText(dice: Dice, text: string, others: readonly string[]): string {
  let mutated = text;
  for (let left = 1 + dice.below(6); left > 0; left--)
    mutated = (dice.one(TEXT_MUTATIONS) ?? same)(dice, mutated, others).slice(0, MAX_LENGTH);
  return mutated;
}

type Mutation = (dice: Dice, text: string, others: readonly string[]) => string;

const same: Mutation = (_dice, text) => text;

const TEXT_MUTATIONS: readonly Mutation[] = [
  (dice, text) => withPiece(dice, text, () => ""),
  (dice, text) => withPiece(dice, text, (piece) => piece + piece),
  (dice, text) => withPiece(dice, text, (piece) => piece.repeat(1 + dice.below(300))),
  (dice, text) => withPiece(dice, text, (piece) => [...piece].reverse().join("")),
  (dice, text) => inserted(dice, text, nasty(dice)),
  (dice, text) => inserted(dice, text, nasty(dice)),
  (dice, text) => inserted(dice, text, nasty(dice).repeat(1 + dice.below(500))),
  (dice, text) => inserted(dice, text, String.fromCodePoint(dice.below(0x110000))),
  (dice, text) => replaced(dice, text, /-?\d+(?:\.\d+)?/g, () => dice.one(NUMBERS) ?? ""),
  (dice, text) => replaced(dice, text, /[A-Za-z_]+/g, () => nasty(dice)),
  (dice, text) => replaced(dice, text, /"[^"\n]*"/g, () => JSON.stringify(nasty(dice))),
  (dice, text) => replaced(dice, text, /true|false|null|\[\]|\{\}/g, () => dice.one(LITERALS) ?? ""),
  (dice, text) => replaced(dice, text, /[[\]{},:"\s]/g, () => dice.one(["[", "]", "{", "}", ",", ":", '"', " "]) ?? ""),
  (_dice, text) => text.replace(/\n/g, "\r\n"),
  (_dice, text) => `\ufeff${text}`,
  (dice, text) => text.slice(0, dice.below(text.length + 1)),
  (dice, text) => text.slice(dice.below(text.length + 1)),
  (dice, text, others) => inserted(dice, text, dice.one(others) ?? ""),
  (dice, text) => swapped(dice, text),
  (dice, text) => text + multiplied(dice),
];

/** A word that has meant trouble to somebody. */
export function nasty(dice: Dice): string {
  return dice.one(WORDS) ?? "";
}

const WORDS: readonly string[] = [
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "then", "length", "prototype", "toJSON"],
  ...["\u001b[31mX", "\u001b]0;T\u0007", "\u0000", "\b", "\t", "\r", "\n", "\u007f", "\u009b31m", "\u0085", "\u200b"],
  ...[
    "\u202e",
    "\u2028",
    "\u2029",
    "\u2066",
    "\ufeff",
    "\ud800",
    "\udfff",
    "\udcff",
    "\u{e0001}",
    "\u{1f600}",
    "\ufffd",
  ],
  ...["%s", "%q", "%!d", "$&", "$1", "\\", "\\u0000", '\\"', "'", '"', "`", "../..", "/", "//", "~", "@f", "-"],
  ...[
    "&a ",
    "*a",
    "<<: ",
    "!!binary ",
    "!!js/function ",
    "? ",
    "- ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "|\n",
    ">-\n",
    "#",
  ],
  ...[
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "[[",
    "{}",
    "[]",
    '{"a":',
    "0x",
    "0o7",
    "1_000",
    "1:30",
    ".nan",
    ".inf",
    "~",
    "yes",
  ],
  ...["null", "true", "NaN", "Infinity", "-0", "1e999", "<script>", "&lt;", "é", "\u00a0", "ｅ", "ß", "İ"],
];

const NUMBERS: readonly string[] = [
  ...["0", "-1", "-0", "1", "65535", "65536", "4294967294", "4294967295", "4294967296", "2147483647", "2147483648"],
  ...[
    "9007199254740991",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "1e308",
    "1e999",
    "-1e999",
  ],
  ...["0.1", "1e-7", "00", "007", "+1", "0x10", "1_0", "99999999999999999999999999999999", "", "340", "341", "1024"],
];

const LITERALS: readonly string[] = [
  "true",
  "false",
  "null",
  "[]",
  "{}",
  '""',
  "0",
  "[[]]",
  '{"__proto__":{}}',
  "[null]",
];

/** Fields of YAML of which each repeats the one before it some times. */
function multiplied(dice: Dice): string {
  const last = dice.one(["", "{}", "[]", "{k: 1}", "{? [] : 1}", `{k: [${"{},".repeat(dice.below(5000))}]}`]) ?? "";
  const times = 1 + dice.below(dice.one([2, 3, 300]) ?? 2);
  const fields = Array.from({ length: dice.below(Math.ceil(1000 / (times + 1))) }, (_, i) => {
    const aliases = Array.from({ length: times }, () => `*a${i}`);
    const named = (name: string, sign = ""): string =>
      aliases.map((alias, k) => `? ${name}${k}${sign} : ${alias}`).join(", ");
    const one = dice.one([
      `[${aliases}]`,
      `{${named("k")}}`,
      `{<<: [${aliases}]}`,
      `{${named("{k", "}")}}`,
      `{<<: *a${i}}`,
    ]);
    return `a${i + 1}: &a${i + 1} ${one}\n`;
  });
  return `\na0: &a0 ${last}\n${fields.join("")}`;
}

function inserted(dice: Dice, text: string, piece: string): string {
  const at = dice.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

function withPiece(dice: Dice, text: string, change: (piece: string) => string): string {
  const from = dice.below(text.length + 1);
  const to = from + dice.below(dice.chance(50) ? 20 : Math.max(1, text.length - from));
  return text.slice(0, from) + change(text.slice(from, to)) + text.slice(to);
}

/** One match, or sometimes all of them, by something else. */
function replaced(dice: Dice, text: string, pattern: RegExp, by: () => string): string {
  const matches = [...text.matchAll(pattern)];
  const all = dice.chance(10);
  const { index = 0, 0: found = "" } = dice.one(matches) ?? {};
  return all ? text.replace(pattern, by) : text.slice(0, index) + by() + text.slice(index + found.length);
}

function swapped(dice: Dice, text: string): string {
  const lines = text.split("\n");
  const [from, to] = [dice.below(lines.length), dice.below(lines.length)];
  [lines[from], lines[to]] = [lines[to] ?? "", lines[from] ?? ""];
  return lines.join("\n");
}
