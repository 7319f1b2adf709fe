import type { IdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Field, faultsIn, splitAt, trimmed } from "../form/field-reader.ts";
import { type CannotHold, type FormError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import { tellingLines } from "../form/pasted.ts";
import { type PlacedMapping, placedMaps } from "../form/placed-map.ts";
import { scanTriple } from "./scan-triple.ts";

/**
 * The maps of mount(8)'s option `X-mount.idmap`, or of its value: from the IDs on disk to those through the mount.
 *
 * `hook_prepare_options` of util-linux 39465c78, `libmount/src/hook_idmap.c`: entries are parted by blanks, numbers are cut
 * to 32 bits, and what stands behind the third, a comma and all, is not read. The kernel maps down (`make_vfsuid`), so the
 * first number is on disk; mount(8) said the opposite until September 2026.
 *
 * - Where: option `X-mount.idmap=` of mount(8).
 * - One mapping: `b:0:65536:65536`.
 * - First number: on disk.
 * - Third number: count.
 */
export function readMountIdmapMaps(given: string | Uint8Array): Result<FormMaps, FormError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("mount-idmap", given));
  const faults = faultsIn("mount-idmap", text);
  const maps: Record<"u" | "g", PlacedMapping[]> = { u: [], g: [] };
  const entries = entriesIn({ text, at: 0 });
  if (entries.length === 0) return faults.at("malformed-line", { text: "", at: text.length }, "mount-idmap");
  for (const { field, kind } of entries) {
    const triple = scanTriple(field.text.replace(/^[bug]:/, ""), ":");
    if (triple === undefined) return faults.at("malformed-line", field, "mount-idmap");
    const [containerId, hostId, size] = triple.numbers;
    if (kind !== "g") maps.u.push({ containerId, hostId, size, field });
    if (kind !== "u") maps.g.push({ containerId, hostId, size, field });
  }
  return placedMaps(faults, maps.u, maps.g);
}

export function writeMountIdmapMaps({ uid, gid }: FormMaps): Result<string, CannotHold> {
  const entries = gid === undefined ? entriesOf("b", uid) : [...entriesOf("u", uid), ...entriesOf("g", gid)];
  return entries.length === 0
    ? err({ code: "cannot-hold", form: "mount-idmap", expected: "mappings" })
    : ok(entries.join(" "));
}

/** The option, alone or in a command or a line of fstab, or the two that mount(8) adds to it. */
export function claimsMountIdmap(line: string): boolean {
  return /X-mount\.idmap=/.test(line) || /^\s*(?:\S*\/)?mount\s(?:.*\s)?--map-(?:users|groups)[=\s]/.test(line);
}

/** The option, an entry with what it is for in front, or entries without a rest that mount(8) would pass over. */
export function looksLikeMountIdmap(text: string): boolean {
  return (
    tellingLines(text).some(claimsMountIdmap) ||
    /X-mount\.idmap=|^\s*["']?[bug]:\s*[+-]?\d/.test(text) ||
    /^\s*\d+:\d+:\d+(?:\s+\d+:\d+:\d+)*\s*$/.test(text)
  );
}

function entriesOf(kind: string, map: IdMap): readonly string[] {
  return map.mappings.map(({ containerId, hostId, size }) => `${kind}:${containerId}:${hostId}:${size}`);
}

/** An entry, and what it is for: `b` for both. */
interface Entry {
  readonly field: Field;
  readonly kind: string;
}

/** `--map-users` and `--map-groups` of mount(8) are entries of the option, for users or for groups. */
function entriesIn(whole: Field): readonly Entry[] {
  const added = /^\s*(?:\S*\/)?mount\s/.test(whole.text)
    ? Array.from(whole.text.matchAll(/\s(--map-(user|group)s(?:=|\s+))(\S+)/g), (match) => {
        const [, name, kind, value] = match as unknown as [string, string, string, string];
        const start = match.index + 1 + name.length;
        return { field: cut(whole, start, start + value.length), kind: kind === "user" ? "u" : "g" };
      })
    : [];
  if (added.length > 0 && !whole.text.includes("X-mount.idmap=")) return added;
  // fstab writes a blank as `\040`.
  const entries = splitAt(valueIn(whole), " ").flatMap((part) => splitAt(part, "\\040"));
  const own = entries
    .filter(({ text }) => text.trim() !== "")
    .map((field) => ({ field, kind: /^[bug]:/.test(field.text) ? field.text.charAt(0) : "b" }));
  return [...own, ...added];
}

/**
 * What stands behind the option's name, without quotation marks around it; all of the text where the option is not named. In
 * a longer line that has no marks it ends at a blank.
 */
function valueIn(whole: Field): Field {
  const name = /X-mount\.idmap=/.exec(whole.text);
  const before = whole.text.slice(0, name?.index ?? 0);
  const rest = trimmed(cut(whole, name === null ? 0 : name.index + name[0].length));
  const mark = /(["'])[^\s"']*$/.exec(before)?.[1];
  if (mark !== undefined) return cut(rest, 0, endAt(rest, mark));
  const own = /^["']/.exec(rest.text)?.[0];
  if (own !== undefined) return cut(rest, 1, endAt(rest, own));
  return before.trim() === "" ? rest : cut(rest, 0, endAt(rest, " "));
}

function endAt({ text }: Field, mark: string): number {
  const end = text.indexOf(mark, 1);
  return end === -1 ? text.length : end;
}
