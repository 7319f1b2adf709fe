import { describe, expect, it } from "vitest";
import { FORMS, type FormName, type FormOptions } from "../../../../src/index.ts";
import { answerOf } from "./answer.ts";
import { EDITS, seen } from "./edits.ts";
import { matrixOf } from "./matrix.ts";

const PASSWD = "bo:x:7:7\nal:x:8:9::\nbo:x:9\n";
const SUBUID = "bo:1:1\n7:3:1\nal:5:1\n8:7:1\n9:9:1\n";

/** What is read with the help of the file, and what the form is told besides. */
const ROWS: readonly (readonly [FormName, string, FormOptions])[] = [
  ["subid", SUBUID, { owner: "bo" }],
  ["subid", SUBUID, { owner: "8" }],
  ["subid", SUBUID, { rootless: 7, reader: "storage" }],
  ["subid", SUBUID, { owner: "7", reader: "incus" }],
  ["nsjail", "--user=bo:al", {}],
  ["userns-remap", "al", { subuid: SUBUID }],
  ["userns-remap", "8", { subuid: SUBUID }],
];

describe("every small change of /etc/passwd", () => {
  it("has the answer of the golden file", async () => {
    const pictures = ROWS.map(([form, text, options]) => {
      const answer = (passwd: string) => answerOf(text, FORMS[form].read(text, { ...options, passwd }));
      return matrixOf({
        title: `${seen(PASSWD)} for ${form} ${seen(text)} ${Object.values(options)
          .map((value) => seen(String(value)))
          .join(" ")}`,
        own: answer(PASSWD),
        columns: PASSWD.length + 1,
        rows: EDITS.map(({ name, at }) => ({
          name,
          at: (place) => {
            const edited = at(PASSWD, place);
            return edited === undefined ? undefined : answer(edited);
          },
        })),
      });
    });
    await expect(pictures.join("\n")).toMatchFileSnapshot("golden/passwd.golden.txt");
  });
});
