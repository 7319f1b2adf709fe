import type { FormOptions } from "../../../../src/index.ts";
import { seen } from "../../../support/edits/edits.ts";
import { type Answer, matrixOf } from "../../../support/edits/matrix.ts";
import { maps } from "./samples.ts";

const PASSWD = "root:x:0:0::/root:/bin/sh\nbo:x:7:7::/:/bin/sh\nbob:x:7:7\nbo:x:8:8\nx\n:x:9\nal:x:+9\n";
const SUBUID = "bo:50:5\n7:90:2\nBO:30:1\ndockremap:5:2\n";
const SUBGID = "bo:70:5\n8:20:2\n";

/** What a form may be told. */
const OPTIONS: readonly FormOptions[] = [
  { owner: "bo" },
  { owner: "BO" },
  { owner: "7" },
  { owner: "" },
  { owner: "bo", passwd: PASSWD },
  { owner: "7", passwd: PASSWD },
  { owner: "al", passwd: PASSWD },
  { rootless: 0 },
  { rootless: 7 },
  { rootless: 52 },
  { rootless: 4294967295 },
  { rootless: 7, passwd: PASSWD },
  { owner: "bo", rootless: 51 },
  { owner: "bo", rootless: 7, subuid: SUBUID },
  { owner: "bo", rootless: 53, subuid: SUBUID, subgid: SUBGID, passwd: PASSWD },
  { kind: "uid" },
  { kind: "gid" },
  {
    outer: maps([
      [0, 7, 1],
      [1, 100, 8],
    ]),
  },
  {
    outer: maps(
      [
        [0, 7, 1],
        [1, 100, 8],
      ],
      [
        [0, 7, 1],
        [1, 300, 4],
        [5, 200, 4],
      ],
    ),
  },
  { outer: maps([[1, 100, 8]], [[2, 100, 3]]), rootless: 7 },
  { outer: maps([[0, 7, 1]]), rootless: 9, kind: "gid" },
  { base: maps([]) },
  { base: maps([[0, 100, 20]]) },
  { base: maps([[0, 100, 20]], [[5, 205, 20]]) },
  { subuid: SUBUID },
  { subuid: SUBUID, passwd: PASSWD },
  { subuid: new TextEncoder().encode(SUBUID), subgid: new TextEncoder().encode(SUBGID) },
  { subgid: SUBGID },
  ...(["shadow", "storage", "moby", "incus", "unshare"] as const).flatMap((reader): readonly FormOptions[] => [
    { reader },
    { reader, owner: "bo" },
    { reader, owner: "Bo", passwd: PASSWD.replaceAll("bo:", "Bo:") },
    { reader, rootless: 7 },
    { reader, owner: "bo", rootless: 51, kind: "gid", passwd: PASSWD },
  ]),
];

/** What becomes of texts by what the form is told: a row for each text, a column for each set of options. */
export function optionsOf(
  texts: readonly string[],
  answer: (text: string, options: FormOptions | undefined) => Answer,
): string {
  return matrixOf({
    title: `told ${OPTIONS.length} things`,
    own: { says: "as without them" },
    columns: OPTIONS.length,
    rows: texts.map((text) => {
      const own = answer(text, undefined);
      return {
        name: `${seen(text)} (${own.says})`,
        at: (column) => {
          const given = answer(text, OPTIONS[column]);
          return given.says === own.says && given.place === own.place ? { says: "as without them" } : given;
        },
      };
    }),
  });
}

/** The sets of options, in the order of the columns. */
export function optionLines(): string {
  return OPTIONS.map((options, index) => `${index} ${shortOf(options)}\n`).join("");
}

function shortOf(options: FormOptions): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${shortValue(value)}`)
    .join(", ");
}

function shortValue(value: string | number | Uint8Array | ReturnType<typeof maps>): string {
  if (value instanceof Uint8Array) return `the bytes of ${JSON.stringify(new TextDecoder().decode(value))}`;
  return typeof value === "object" ? linesOf(value) : JSON.stringify(value);
}

function linesOf({ uid, gid }: ReturnType<typeof maps>): string {
  return [uid, ...(gid ? [gid] : [])]
    .map(({ mappings }) => mappings.map((line) => Object.values(line).join(":")).join(" ") || "none")
    .join(" / ");
}
