import { type Answer, matrixOf } from "../../../support/edits/matrix.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

/** What a value may be instead, as it is written. */
const VALUES = [
  ...["null", "true", "false", "0", "1", "-1", "-0", "1.0", "1e1", "007", "4294967295", "4294967296", '""', '"5"'],
  ...['"0x5"', '"-1"', '"x"', '"0:5:2"', '"0:5"', '"POD"', '"NODE"', "[]", "[null]", "[[]]", "[5]", "{}", '["0:5:2"]'],
];

/** What a key may be instead. */
const KEYS: readonly (readonly [name: string, change: (key: string) => string])[] = [
  ["KEY", (key) => key.toUpperCase()],
  ["key", (key) => key.toLowerCase()],
  ["ſ for s", (key) => key.replace(/s/i, "ſ")],
  ["key_", (key) => `${key}_`],
  ["k_e_y", (key) => key.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)],
  ["kEy", (key) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())],
];

/**
 * What becomes of a JSON text when one of its values is left out or another one, when its key is another one, and when the key
 * comes again with another value: a column for each value, in the order of the text.
 */
export function jsonMatrixOf(text: string, answer: (text: string) => Answer): string {
  const whole = JSON.parse(text) as Json;
  const paths = pathsOf(whole);
  const edited = (path: Path, edit: Edit): Answer | undefined => {
    const written = writtenWith(whole, path, edit);
    return written === undefined || written === text ? undefined : answer(written);
  };
  const row = (name: string, edit: Edit) => ({
    name,
    at: (column: number) => edited(paths[column] as Path, edit),
  });
  return matrixOf({
    title: `${text}: ${paths.map((path) => (path.length === 0 ? "all of it" : path.join("."))).join(", ")}`,
    own: answer(text),
    columns: paths.length,
    rows: [
      row("left out", () => ""),
      row("twice", (member) => `${member},${member}`),
      ...VALUES.map((value) => row(value, (_, key) => `${key}${value}`)),
      ...KEYS.map(([name, change]) =>
        row(name, (member, key) => (key === "" ? member : `${change(key)}${member.slice(key.length)}`)),
      ),
      row("and null", (member, key) => (key === "" ? member : `${member},${key}null`)),
      row("and 3", (member, key) => (key === "" ? member : `${member},${key}3`)),
      row("and [{}]", (member, key) => (key === "" ? member : `${member},${key}[{}]`)),
    ],
  });
}

/** Makes of a member, its key and colon included, what stands there instead; nothing leaves it out. */
type Edit = (member: string, key: string) => string;

function pathsOf(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function writtenWith(value: Json, path: Path, edit: Edit, key = ""): string {
  const [next, ...rest] = path;
  if (next === undefined) return edit(`${key}${JSON.stringify(value)}`, key);
  const isList = Array.isArray(value);
  const members = Object.entries(value as object).map(([name, inner]: [string, Json]) => {
    const own = isList ? "" : `${JSON.stringify(name)}:`;
    return name === next ? writtenWith(inner, rest, edit, own) : `${own}${JSON.stringify(inner)}`;
  });
  const inside = members.filter((member) => member !== "").join(",");
  return `${key}${isList ? `[${inside}]` : `{${inside}}`}`;
}
