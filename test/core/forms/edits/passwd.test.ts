import { describe, expect, it } from "vitest";
import { FORMS, type FormName, type FormOptions } from "../../../../src/index.ts";
import { EDITS, seen } from "../../../support/edits/edits.ts";
import { matrixOf, textTable } from "../../../support/edits/matrix.ts";
import { answerOf } from "./answer.ts";

const PASSWD = "bo:x:7:7\nal:x:8:9::\nbo:x:9\n";
const SUBUID = "bo:1:1\n7:3:1\nal:5:1\n8:7:1\n9:9:1\n";

/** What is read with the help of the file, and what the form is told besides. */
const ROWS: readonly (readonly [FormName, string, FormOptions])[] = [
  ["subid", SUBUID, { owner: "bo" }],
  ["subid", SUBUID, { owner: "8" }],
  ["subid", SUBUID, { rootless: 7, reader: "storage" }],
  ["subid", SUBUID.replaceAll(":1\n", ":65536\n"), { owner: "7", reader: "incus" }],
  ["nsjail", "--user=bo:al", {}],
  ["userns-remap", "al", { subuid: SUBUID }],
  ["userns-remap", "8", { subuid: SUBUID }],
];

describe("every small change of /etc/passwd", () => {
  it("has the answer of the golden file", async () => {
    const pictures = ROWS.map(([form, text, options]) => {
      const answer = (passwd: string) => answerOf(text, FORMS[form].read(text, { ...options, passwd }));
      const told = Object.values(options).map((value) => seen(String(value)));
      return matrixOf(textTable(PASSWD, EDITS, answer, `${seen(PASSWD)} for ${form} ${seen(text)} ${told.join(" ")}`));
    });
    await expect(pictures.join("\n")).toMatchFileSnapshot("golden/passwd.golden.txt");
  });
});
