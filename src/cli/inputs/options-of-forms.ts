import type { FormName } from "../../core/forms/form/form-names.ts";
import { FORMS } from "../../core/forms/forms.ts";
import { Failure } from "../base/failure.ts";
import type { MapReadingOptions } from "../options/map-reading-options.ts";
import { flagOf } from "../program/option-from.ts";

export type OptionOfForms = Exclude<keyof MapReadingOptions, "form" | "outer">;

/** The forms that look at an option, where they are read or written. */
export const OPTIONS_OF_FORMS: Readonly<Record<OptionOfForms, readonly FormName[]>> = {
  owner: ["subid", "getsubids", "unshare"],
  reader: ["subid"],
  rootless: ["subid", "getsubids", "podman", "unshare", "nsjail"],
  base: ["raw-idmap"],
  subuid: ["userns-remap", "unshare"],
  subgid: ["userns-remap", "unshare"],
  passwd: ["subid", "getsubids", "userns-remap", "unshare", "nsjail"],
};

/** @throws Failure where an option is given that none of the forms looks at. */
export function refuseInSilence(
  asked: Readonly<Partial<Record<OptionOfForms, unknown>>>,
  forms: readonly FormName[],
): void {
  for (const option of Object.keys(OPTIONS_OF_FORMS) as readonly OptionOfForms[]) {
    const those = OPTIONS_OF_FORMS[option];
    if (asked[option] === undefined || forms.some((form) => those.includes(form))) continue;
    const names = those.map((form) => FORMS[form].title);
    const last = names.pop();
    const all = names.length === 0 ? last : `${names.join(", ")} and ${last}`;
    throw new Failure(`${flagOf(option)} has a meaning with ${all} only`);
  }
}
