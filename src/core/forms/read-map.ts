import { expectOneOf } from "../misuse/misuse.ts";
import { err, ok, type Result } from "../result.ts";
import { textOf } from "../text/given-text.ts";
import { expectFormOptions } from "./form/expect-form-options.ts";
import type { FormReadError } from "./form/form-error.ts";
import type { FormMaps } from "./form/form-maps.ts";
import { FORM_NAMES, type FormName } from "./form/form-names.ts";
import type { FormOptions } from "./form/form-row.ts";
import { tellingLines, withoutPrompts } from "./form/pasted.ts";
import { FORMS } from "./forms.ts";
import { distinct, type FormReading, type MapRead, plainReading } from "./readings.ts";

export type { FormReading, MapRead } from "./readings.ts";

/** How a map is read. */
export interface ReadMapOptions extends FormOptions {
  /** The form of the text; recognised unless given. */
  readonly form?: FormName;
}

/** Why a text gives no map. */
export type ReadMapError = FormReadError | NoKnownForm | SeveralForms;

/** A text holds a map in no form. */
export interface NoKnownForm {
  readonly code: "no-known-form";
  /** The forms that are plausible, and why it is none of them. */
  readonly reasons: readonly NotOfForm[];
}

/** Why a text is not of a form. */
export interface NotOfForm {
  /** The form. */
  readonly form: FormName;
  /** The reason. */
  readonly cause: FormReadError | NoMapping;
}

/** A text can be read as a form, but there is no mapping in it, as in every JSON text that is about something else. */
export interface NoMapping {
  readonly code: "no-mapping";
  /** The form that the text was read as. */
  readonly form: FormName;
}

/** A text holds different maps in more than one form. */
export interface SeveralForms {
  readonly code: "several-forms";
  /** The forms, of those that give the same maps the first. */
  readonly forms: readonly FormName[];
  /** What it says in each of them. */
  readonly readings: readonly FormReading[];
}

/** What a text can be read as. */
export interface MapRecognized {
  /**
   * The forms in which there is a map in it, with the map: none, one, or several, which are then in doubt. Those that map
   * every ID alike are one.
   */
  readonly readings: readonly MapRead[];
  /** The other forms that are plausible, and why it is none of them. */
  readonly reasons: readonly NotOfForm[];
}

/**
 * Finds every form of {@link FORMS} in which a text holds a map.
 *
 * Where there are several readings, none is the right one until somebody says so: see {@link readMap}, which refuses such
 * a text, and takes its form.
 *
 * @param text - a string, or the bytes of one in UTF-8
 * @param options - what some forms have to be told
 * @returns all readings, in the order of the forms, and why the other plausible forms give none
 * @example
 * ```ts
 * import { recognizeMap } from "userns-sim";
 *
 * recognizeMap("0 65536 65536").readings.map(({ form }) => form); // => ["proc-map"]
 * const both = '[{"hostId":65536,"containerId":0,"length":65536,"size":1}]';
 * recognizeMap(both).readings.map(({ form, uid }) => [form, uid.mappings[0]?.size]); // => [["cri", 65536], ["oci", 1]]
 * recognizeMap("nothing").reasons.map(({ form, cause }) => [form, cause.code]); // => [["proc-map", "not-a-number"]]
 * ```
 */
export function recognizeMap(text: string | Uint8Array, options: FormOptions = {}): MapRecognized {
  expectFormOptions("recognizeMap", options);
  return recognise(withoutPrompts(text), options);
}

function recognise(text: string | Uint8Array, options: FormOptions): MapRecognized {
  const readings: MapRead[] = [];
  const reasons: NotOfForm[] = [];
  const { forms, areNamed } = plausibleForms(text);
  for (const form of forms) {
    const read = readAs(form, text, options);
    if (!read.ok) reasons.push({ form, cause: read.error });
    // The JSON readers pass over fields they do not know, so another form's text is an empty map to them.
    else if (isEmpty(read.value) && !(areNamed && read.value.otherIds !== undefined))
      reasons.push({ form, cause: { code: "no-mapping", form } });
    else readings.push(read.value);
  }
  // Its two sizes are of two programs, and the one that looks at one of them only is not the right one.
  const mixed = reasons.filter(({ cause }) => cause.code === "two-sizes");
  if (mixed.length > 0 && readings.length === 1) return { readings: [], reasons: mixed };
  return asksForOwner(options) ? ofOwner(readings, reasons) : { readings: distinct(readings), reasons };
}

/** Who says whose subordinate IDs are meant, or who reads them, means lines of subordinate IDs. */
function asksForOwner({ owner, reader, rootless }: FormOptions): boolean {
  return owner !== undefined || reader !== undefined || rootless !== undefined;
}

/** Lines of subordinate IDs are nothing else, not even where none is of the owner. */
function ofOwner(readings: readonly MapRead[], reasons: readonly NotOfForm[]): MapRecognized {
  const own = readings.filter(({ form }) => form === "subid");
  const missing = reasons.filter(({ form, cause }) => form === "subid" && cause.code === "no-entry");
  if (own.length === 0 && missing.length === 0) return { readings: distinct(readings), reasons };
  return { readings: own, reasons: own.length > 0 ? reasons : missing };
}

/**
 * Reads a map in whichever form of {@link FORMS} it is written.
 *
 * @param text - a string, or the bytes of one in UTF-8
 * @param options - its form, where it is known, and what that form has to be told
 * @returns the maps and their form; or why there are none, with a reason for each form that is plausible. A text that
 * holds a map in two forms is refused, never guessed at
 * @throws TypeError when there is no form of that name.
 * @example
 * ```ts
 * import { readMap, toHost, unwrap } from "userns-sim";
 *
 * const { form, uid } = unwrap(readMap("kubelet:65536:65536"));
 * form; // => "subid"
 * toHost(uid, 1000); // => 66536
 *
 * const both = '[{"hostId":65536,"containerId":0,"length":65536,"size":1}]';
 * readMap(both); // => { ok: false, error: { code: "several-forms", forms: ["cri", "oci"], readings: [
 * //   { form: "cri", mappings: [{ containerId: 0, hostId: 65536, size: 65536 }] },
 * //   { form: "oci", mappings: [{ containerId: 0, hostId: 65536, size: 1 }] } ] } }
 * toHost(unwrap(readMap(both, { form: "cri" })).uid, 1000); // => 66536
 * ```
 */
export function readMap(text: string | Uint8Array, options: ReadMapOptions = {}): Result<MapRead, ReadMapError> {
  expectFormOptions("readMap", options);
  const { form } = options;
  if (form !== undefined) expectOneOf("readMap", "form", form, FORM_NAMES);
  if (form !== undefined) return readAs(form, withoutPrompts(text), options);
  const { readings, reasons } = recognise(withoutPrompts(text), options);
  const [only, ...others] = readings;
  if (only === undefined) return err({ code: "no-known-form", reasons });
  if (others.length === 0) return ok(only);
  return err({
    code: "several-forms",
    forms: readings.map((read) => read.form),
    readings: readings.map(plainReading),
  });
}

interface Plausible {
  readonly forms: readonly FormName[];
  /** Whether the text has names in it that tell what is meant, so that it may say that nothing is mapped. */
  readonly areNamed: boolean;
}

/** A line that says itself of which form it is decides: the first one, and any of a unit. */
function plausibleForms(text: string | Uint8Array): Plausible {
  const given = textOf(text);
  if (given === undefined) return { forms: FORM_NAMES, areNamed: false };
  const lines = tellingLines(given);
  // A blank text would be the whole base to raw.idmap; but it is what a command that failed leaves in a pipe.
  if (lines.length === 0) return { forms: ["proc-map"], areNamed: false };
  const claimed = FORM_NAMES.filter((form) => lines.some((each) => FORMS[form].claims?.(each) === true));
  if (claimed.length > 0) return { forms: claimed, areNamed: true };
  return { forms: FORM_NAMES.filter((form) => FORMS[form].recognise(given)), areNamed: /^\s*\{/.test(given) };
}

function readAs(form: FormName, text: string | Uint8Array, options: FormOptions): Result<MapRead, FormReadError> {
  const read = FORMS[form].read(text, options);
  return read.ok ? ok({ form, ...read.value }) : read;
}

function isEmpty({ uid, gid = uid }: FormMaps): boolean {
  return uid.mappings.length === 0 && gid.mappings.length === 0;
}
