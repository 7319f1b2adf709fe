import type { FormName } from "../../core/forms/form-error.ts";
import type { IdMap } from "../../core/idmap/id-map.ts";
import { Failure } from "../failure.ts";
import { FORM_TITLES, FORMS, type FormReading } from "./forms.ts";

/** A map's text, understood. */
export interface Recognized {
  /** The form it was read as. */
  readonly form: FormName;
  /** The map, or that of the users. */
  readonly uid: IdMap;
  /** That of the groups; `undefined` where the text does not tell the two apart. */
  readonly gid: IdMap | undefined;
}

/** Where a map's text stands, for messages. */
export interface MapPlace {
  /** What people call the place. */
  readonly name: string;
  /** What to do when the text can be read in several ways. */
  readonly remedy: string;
}

const MAP_OPTION: MapPlace = { name: "--map", remedy: "name its form with --form" };

/**
 * Reads a map in a form that is named.
 *
 * @param text - the map's text
 * @param form - its form
 * @param owner - whose subordinate IDs are meant
 * @returns the map
 * @throws Failure when the text is not of that form, or its numbers are no map. {@link Failure}
 */
export function readForm(text: string, form: FormName, owner: string | undefined): Recognized {
  const reading = FORMS[form](text, owner);
  if ("refusal" in reading) throw new Failure(`--map, as ${FORM_TITLES[form]}: ${reading.refusal}`);
  return { form, ...reading };
}

/**
 * Reads a map in whichever form it is written.
 *
 * @param text - the map's text
 * @param owner - whose subordinate IDs are meant
 * @param place - where the text stands and what helps when it can be read in several ways, for messages
 * @returns the map and its form
 * @throws Failure when it is of no form, or could be of several. {@link Failure}
 */
export function recognize(text: string, owner: string | undefined, place: MapPlace = MAP_OPTION): Recognized {
  const candidates = plausibleForms(text);
  const readings = candidates.map((form): readonly [FormName, FormReading] => [form, FORMS[form](text, owner)]);
  const found = readings.flatMap(([form, reading]) => {
    // The JSON readers pass over fields they do not know, so another form's text is an empty map to them.
    return "refusal" in reading || isEmpty(reading.uid, reading.gid) ? [] : [{ form, ...reading }];
  });
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const titles = found.map(({ form }) => FORM_TITLES[form]).join(" and as ");
  if (first !== undefined) throw new Failure(`${place.name}: undecided, it can be read as ${titles}; ${place.remedy}`);
  const reasons = readings.map(
    ([form, reading]) => `\n  ${FORM_TITLES[form]}: ${"refusal" in reading ? reading.refusal : "no mapping in it"}`,
  );
  throw new Failure(`${place.name}: of no known form${reasons.join("")}`);
}

function plausibleForms(text: string): readonly FormName[] {
  if (/^\s*[{[]/.test(text)) return ["cri", "oci", "kubelet-userns"];
  return text.includes(":") ? ["subid", "getsubids"] : ["proc-map"];
}

function isEmpty(uid: IdMap, gid: IdMap | undefined): boolean {
  return uid.mappings.length === 0 && (gid === undefined || gid.mappings.length === 0);
}
