import { describe, expect, it } from "vitest";
import { OPTIONS_OF_FORMS, type OptionOfForms } from "../../../src/cli/inputs/options-of-forms.ts";
import { FORM_NAMES, FORMS, type FormName, type FormOptions } from "../../../src/index.ts";
import { OPTION_SAMPLES } from "../../core/forms/edits/option-samples.ts";
import { maps, SAMPLES } from "../../core/forms/edits/samples.ts";

const OPTIONS = Object.keys(OPTIONS_OF_FORMS) as OptionOfForms[];

const GIVEN: Required<Pick<FormOptions, OptionOfForms>> = {
  owner: "bo",
  reader: "unshare",
  rootless: 7,
  base: maps([[0, 100, 20]]),
  subuid: "bo:50:5\nal:90:2\n",
  subgid: "bo:70:5\nal:90:2\n",
  passwd: "bo:x:7:7::/:/bin/sh\n",
};

describe("OPTIONS_OF_FORMS", () => {
  it.each(FORM_NAMES)("names what changes how %s is read or written, and nothing else", (form) => {
    const texts = [...SAMPLES[form].map(([text]) => text), ...(OPTION_SAMPLES[form] ?? [])];
    const answers = (options: FormOptions) =>
      JSON.stringify([
        texts.map((text) => FORMS[form].read(text, options)),
        FORMS[form].write?.(maps([[0, 50, 5]]), options),
      ]);
    const changes = (option: OptionOfForms) => {
      const { [option]: value, ...others } = GIVEN;
      const single = Object.entries(others).map(([name, one]): FormOptions => ({ [name]: one }));
      const besides = [{}, ...single, ...single.map((options) => ({ ...options, subuid: GIVEN.subuid }))];
      return besides.some((options) => answers(options) !== answers({ ...options, [option]: value }));
    };
    expect(OPTIONS.filter(changes)).toEqual(named(form));
  });
});

function named(form: FormName): readonly OptionOfForms[] {
  return OPTIONS.filter((option) => OPTIONS_OF_FORMS[option].includes(form));
}
