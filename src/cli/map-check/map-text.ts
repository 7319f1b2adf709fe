import { FORM_NAMES, type FormName } from "../../core/forms/form/form-names.ts";
import { withoutPrompts } from "../../core/forms/form/pasted.ts";
import { FORMS } from "../../core/forms/forms.ts";
import { formatProcMap } from "../../core/forms/kernel/proc-map.ts";
import { isAboutSubids, type MapPlace, type MapTextOptions, readMapText } from "../inputs/read-map-text.ts";
import { triplesAsLines } from "../inputs/triples.ts";

/** What is written to the file, and the form of what it was made of. */
export interface MapText {
  readonly text: string;
  readonly form: FormName;
}

/**
 * A map in any form, or lines of `container:host:size`, as it is written to the file. Text of the kernel's own form
 * stays as it is, right or wrong, because the kernel's answer depends on every character.
 */
export function mapText(given: string, isGid: boolean, options: MapTextOptions): MapText {
  const { form } = options;
  const text = form === "proc-map" ? given : String(withoutPrompts(given));
  if (form === "proc-map" || (form === undefined && isOfKernel(text)))
    return { text: ofTwoFiles(text, isGid) ?? text, form: "proc-map" };
  const triples = form === undefined && !isAboutSubids(options) ? triplesAsLines(text) : undefined;
  if (triples !== undefined) return { text: triples, form: "triple" };
  const read = readMapText(text, options, PLACE);
  const { uid, gid = uid } = read;
  return { text: formatProcMap(isGid ? gid : uid), form: read.form };
}

/**
 * The lines of one file, where a text has uid_map and gid_map as the kernel shows them, in columns. No map that it shows has
 * container ID 0 twice; one that somebody wrote may, and is refused for it.
 */
function ofTwoFiles(text: string, isGid: boolean): string | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (!lines.every(isShown)) return undefined;
  const read = FORMS["proc-map"].read(text);
  if (!read.ok || read.value.gid === undefined) return undefined;
  return formatProcMap(isGid ? read.value.gid : read.value.uid);
}

/** Whether a line is `%10u %10u %10u`, as `uid_m_show` of `kernel/user_namespace.c` writes it. */
function isShown(line: string): boolean {
  const numbers = line.split(" ").filter((word) => word !== "");
  const columns = numbers.map((number) => number.padStart(10)).join(" ");
  return numbers.length === 3 && line === columns && /^[ \d]+$/.test(line);
}

/** Lines of numbers, right or wrong, and what looks like no other form. */
function isOfKernel(text: string): boolean {
  if (!FORMS["proc-map"].recognise(text)) return false;
  if (/^\s*(?:[-+]?\d\w*(?:\s|$)|$)/.test(text)) return true;
  return FORM_NAMES.every((name) => name === "proc-map" || !FORMS[name].recognise(text));
}

const PLACE: MapPlace = { name: "the map", formOption: "--form" };
