import { describe, expect, it } from "vitest";
import { FORM_NAMES, FORMS, recognizeMap } from "../../../../src/index.ts";
import { FEW_EDITS, seen } from "../../../support/edits/edits.ts";
import { type Answer, matrixOf, textTable } from "../../../support/edits/matrix.ts";
import { SAMPLES } from "./samples.ts";

/** The forms that claim a text as a line, and those to which it is plausible. */
function formsOf(text: string): Answer {
  const claimed = FORM_NAMES.filter((form) => FORMS[form].claims?.(text) === true);
  const plausible = FORM_NAMES.filter((form) => FORMS[form].recognise(text));
  return { says: `claimed by ${claimed.join(" ") || "none"}; like ${plausible.join(" ") || "none"}` };
}

describe("every small change of a text", () => {
  it.each(FORM_NAMES)("of the form %s is like the forms of the golden file", async (form) => {
    const pictures = SAMPLES[form].map(([text]) => matrixOf(textTable(text, FEW_EDITS, formsOf)));
    await expect(pictures.join("\n")).toMatchFileSnapshot(`golden/recognised/${form}.golden.txt`);
  });
});

describe("a text", () => {
  it("is read in the forms of the golden file, with the reasons against the others", async () => {
    const lines = FORM_NAMES.flatMap((form) =>
      SAMPLES[form].map(([text, options]) => {
        const { readings, reasons } = recognizeMap(text, options);
        const read = readings.map(({ form: name, alsoForms = [] }) => [name, ...alsoForms].join("="));
        const against = reasons.map(({ form: name, cause }) => `${name} ${cause.code}`);
        return `${seen(text)}\n  ${read.join(", ") || "none"}; not ${against.join(", ") || "refused"}\n`;
      }),
    );
    await expect(lines.join("")).toMatchFileSnapshot("golden/recognised/all.golden.txt");
  });
});
