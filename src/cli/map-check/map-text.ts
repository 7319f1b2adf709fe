import { FORMS } from "../../core/forms/forms.ts";
import { formatProcMap } from "../../core/forms/kernel/proc-map.ts";
import { readMapText } from "../inputs/read-map-text.ts";
import { tripleOf } from "../options/mapping-option.ts";

/**
 * A map in any form, or lines of `container:host:size`, as it is written to the file. Text of the kernel's own form
 * stays as it is, right or wrong, because the kernel's answer depends on every character.
 */
export function mapText(text: string, isGid: boolean): string {
  if (FORMS["proc-map"].recognise(text)) return text;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const triples = lines.map((line) => tripleOf(line.trim()));
  if (triples.every((triple) => triple !== undefined)) return triples.map((triple) => `${triple.join(" ")}\n`).join("");
  const { uid, gid } = readMapText(text, {}, PLACE);
  return formatProcMap(isGid ? (gid ?? uid) : uid);
}

const PLACE = { name: "the map", remedy: "write it as lines of uid_map" };
