import { formatProcMap } from "../../core/forms/proc-map.ts";
import { decimal } from "../numbers.ts";
import { recognize } from "../translate/recognize.ts";

/**
 * Makes the text that is written to the file out of a map in any form.
 *
 * Text without brackets and colons is the kernel's own form. It stays as it is, right or wrong, because the kernel's
 * answer depends on every character.
 *
 * @param text - lines of uid_map; lines of `container:host:size`; or any other form that `userns-sim translate` reads
 * @param isGid - whether the map of the groups is meant, where the text has two
 * @returns what is written
 * @throws Failure when the text is of another form than the kernel's, and holds no map. {@link Failure}
 */
export function mapText(text: string, isGid: boolean): string {
  if (!/^\s*[{[]|:/.test(text)) return text;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const triples = lines.map((line) => line.trim().split(":"));
  if (triples.every((triple) => triple.length === 3 && triple.every((number) => decimal(number) !== undefined)))
    return triples.map((triple) => `${triple.join(" ")}\n`).join("");
  const { uid, gid } = recognize(text, undefined, PLACE);
  return formatProcMap(isGid ? (gid ?? uid) : uid);
}

const PLACE = { name: "the map", remedy: "write it as lines of uid_map" };
