import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { FORM_NAMES, FORMS, type FormName, type FormOptions } from "../../src/index.ts";
import { hostOwnersOf } from "../../src/node.ts";
import type { Fields } from "../conformance/fields.ts";
import { readVectorFile, vectorFiles } from "../conformance/vector-files.ts";
import { MEASURED, tooSteep } from "./growth.ts";
import { endsAround, pumped } from "./texts.ts";

interface Row {
  readonly form?: FormName;
  readonly text: string;
  readonly options?: Fields;
}

/** The longest text of a form in the conformance run has the most places for another text in it. */
function longestOf(form: FormName): string {
  const files = vectorFiles(fileURLToPath(new URL("../conformance/forms", import.meta.url)));
  const rows = files.flatMap((file) => (readVectorFile(file) as Fields)["cases"] as readonly Row[]);
  const texts = rows.filter((row) => row.form === form).map(({ text }) => text);
  return texts.sort((a, b) => b.length - a.length)[0] ?? "0:0:0\n";
}

/** What ends a field, a line or a number; and a mapping whose first number could be part of the last one before it. */
const PUMPS = [" ", "\t", "\r", "\n", "\r\n", ":", "-", "+", ",", '"', "0", "u", "uid_map ", "{", "000:0:", "0:0:1 "];

describe("every form of a map", MEASURED, () => {
  it.each(FORM_NAMES)(
    "is recognised and read in time with the length of a text, not with its square: %s",
    async (form) => {
      const text = longestOf(form);
      for (const ends of endsAround([text]))
        for (const pump of [...PUMPS, text, text.slice(0, 9)]) {
          const steep = await tooSteep((size) => {
            const long = pumped(ends, pump, size);
            return () => [FORMS[form].recognise(long), FORMS[form].claims?.(long), FORMS[form].read(long)];
          }, 8192);
          expect({ ends, pump, steep }).toEqual({ ends, pump, steep: undefined });
        }
    },
  );
});

/** Lines of files, by how many they are. Every name of /etc/passwd has the same number. */
const passwd = (lines: number): string => Array.from({ length: lines }, (_, i) => `a${i}:x:1000:1000::/:\n`).join("");
const subuid = (lines: number): string => Array.from({ length: lines }, (_, i) => `b${i}:${i}:1\n`).join("");

type Work = (lines: number) => () => unknown;

function reading(form: FormName, text: (lines: number) => string, options: (lines: number) => FormOptions): Work {
  return (lines) => {
    const [given, told] = [text(lines), options(lines)];
    return () => FORMS[form].read(given, told);
  };
}

const FILES: Readonly<Record<string, Work>> = {
  "subuid lines of a user with many names": reading("subid", subuid, (lines) => ({
    passwd: passwd(lines),
    owner: "1000",
  })),
  "subuid lines as Incus reads them": reading("subid", subuid, (lines) => ({
    passwd: passwd(lines),
    owner: "1000",
    reader: "incus",
  })),
  "the same word for unshare again": reading(
    "unshare",
    (lines) => "subids ".repeat(lines),
    (lines) => ({ subuid: subuid(lines), owner: "b0" }),
  ),
  "users by name for nsjail": reading(
    "nsjail",
    (lines) => Array.from({ length: lines }, (_, i) => `-u a${i}:${i}:1 `).join(""),
    (lines) => ({ passwd: passwd(lines) }),
  ),
  "owners of a machine": (lines) => {
    const files = { subuid: subuid(lines), passwd: passwd(lines), rootless: 1000 };
    return () => hostOwnersOf(files, 1000);
  },
};

describe("the files beside a form", MEASURED, () => {
  it.each(Object.entries(FILES))("take time with their lines, not with the square: %s", async (_, work) => {
    expect(await tooSteep(work, 4000, { largest: 64_000 })).toBeUndefined();
  });
});
