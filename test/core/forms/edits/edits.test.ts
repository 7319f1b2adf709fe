import { describe, expect, it } from "vitest";
import { FORM_NAMES, FORMS, type FormName } from "../../../../src/index.ts";
import { EDITS } from "../../../support/edits/edits.ts";
import { matrixOf, textTable } from "../../../support/edits/matrix.ts";
import { answerOf } from "./answer.ts";
import { jsonMatrixOf } from "./json-edits.ts";
import { JSON_SAMPLES } from "./json-samples.ts";
import { hasNumber, numbersOf } from "./numbers.ts";
import { SAMPLES } from "./samples.ts";

describe("every small change of a text", () => {
  it.each(FORM_NAMES)("of the form %s has the answer of the golden file", async (form) => {
    const pictures = SAMPLES[form].map(([text, options = {}]) => {
      const answer = (edited: string) => answerOf(edited, FORMS[form].read(edited, options));
      return matrixOf(textTable(text, EDITS, answer));
    });
    await expect(pictures.join("\n")).toMatchFileSnapshot(`golden/${form}.golden.txt`);
  });
});

describe("every telling number", () => {
  it.each(FORM_NAMES)("in a text of the form %s has the answer of the golden file", async (form) => {
    const samples = SAMPLES[form].filter(([text]) => hasNumber(text));
    const pictures = samples.map(([text, options = {}]) =>
      numbersOf(text, (edited) => answerOf(edited, FORMS[form].read(edited, options))),
    );
    await expect(pictures.join("\n")).toMatchFileSnapshot(`golden/numbers/${form}.golden.txt`);
  });
});

describe("every small change of a JSON value or its key", () => {
  it.each(Object.entries(JSON_SAMPLES))("in the form %s has the answer of the golden file", async (form, texts) => {
    const read = FORMS[form as FormName].read;
    const subuid = "bo:50:5\n5:90:2\n";
    const pictures = texts.map((text) => jsonMatrixOf(text, (edited) => answerOf(edited, read(edited, { subuid }))));
    await expect(pictures.join("\n")).toMatchFileSnapshot(`golden/json/${form}.golden.txt`);
  });
});
