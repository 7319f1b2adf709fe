import { describe, expect, it } from "vitest";
import { FORM_NAMES, FORMS, type FormName, type FormOptions } from "../../../../src/index.ts";
import { answerOf } from "./answer.ts";
import { OPTION_SAMPLES } from "./option-samples.ts";
import { optionLines, optionsOf } from "./options.ts";
import { SAMPLES } from "./samples.ts";

describe("what a form is told", () => {
  const answer = (form: FormName) => (text: string, options: FormOptions | undefined) => {
    const { says, said, ...rest } = answerOf(text, FORMS[form].read(text, options));
    return { ...rest, says: said === undefined ? says : `${says}: ${said}` };
  };

  it.each(Object.entries(OPTION_SAMPLES))("makes of texts of %s what the golden file has", async (form, texts) => {
    await expect(optionsOf(texts, answer(form as FormName))).toMatchFileSnapshot(`golden/options/${form}.golden.txt`);
  });

  it("is what the golden file has, in the order of the columns", async () => {
    await expect(optionLines()).toMatchFileSnapshot("golden/options/columns.golden.txt");
  });

  it.each(FORM_NAMES.filter((form) => OPTION_SAMPLES[form] === undefined))("is nothing to %s", (form) => {
    const own = "\n  = as without them\n";
    for (const [text] of SAMPLES[form]) expect(optionsOf([text], answer(form)).endsWith(own)).toBe(true);
  });
});
