import { FORM_NAMES } from "../../core/forms/form/form-names.ts";
import { FORMS } from "../../core/forms/forms.ts";
import { formatProcMap } from "../../core/forms/kernel/proc-map.ts";
import { type MapPlace, type MapTextOptions, readMapText } from "../inputs/read-map-text.ts";
import { triplesAsLines } from "../inputs/triples.ts";

/**
 * A map in any form, or lines of `container:host:size`, as it is written to the file. Text of the kernel's own form
 * stays as it is, right or wrong, because the kernel's answer depends on every character.
 */
export function mapText(text: string, isGid: boolean, options: MapTextOptions): string {
  const { form, isSubidFile } = options;
  if (form === "proc-map" || (form === undefined && isOfKernel(text))) return text;
  const triples = form === undefined && isSubidFile !== true ? triplesAsLines(text) : undefined;
  if (triples !== undefined) return triples;
  const { uid, gid } = readMapText(text, options, PLACE);
  return formatProcMap(isGid ? (gid ?? uid) : uid);
}

/** Lines of numbers, right or wrong, and what looks like no other form. */
function isOfKernel(text: string): boolean {
  if (!FORMS["proc-map"].recognise(text)) return false;
  if (/^\s*(?:[-+]?\d\w*(?:\s|$)|$)/.test(text)) return true;
  return FORM_NAMES.every((name) => name === "proc-map" || !FORMS[name].recognise(text));
}

const PLACE: MapPlace = { name: "the map", formOption: "--form" };
