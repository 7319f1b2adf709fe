import { isUint32 } from "../../id/uint32.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { cut, type Faults, type Field } from "../form/field-reader.ts";
import type { FormError, FormReadError } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import { type PlacedMapping, placedMap } from "../form/placed-map.ts";
import { type KindMapping, kindMaps } from "./idmap-lines.ts";

/**
 * What stands behind `idmap=` of a mount point, up to the next option: `u:CONTAINER:HOST:LENGTH;g:…`, in the first version of
 * the patch parted by blanks, or `passthrough`, by which every ID of the container is itself. What is not mapped has the map
 * of the container.
 *
 * pve-devel, "implement per-mountpoint uid/gid mapping", 20260223130706.90972-8 and 20260330141021.151921-6.
 */
export function readMountPoint(
  faults: Faults,
  rest: Field,
  container: FormMaps | undefined,
): Result<FormMaps, FormReadError> {
  const value = cut(rest, 0, rest.text.search(/[,\r\n]|$/));
  const entries = value.text === "passthrough" ? ok([]) : entriesIn(faults, value);
  if (!entries.ok) return entries;
  // More than the kernel takes, or two of one ID, is refused before any work is done with them.
  const own = kindMaps(faults, entries.value);
  if (!own.ok) return own;
  if (container === undefined) return err({ code: "not-told", form: "proxmox", needs: "outer" });
  const mapOf = (kind: "u" | "g", map: IdMap): Result<IdMap, FormError> => {
    const others = map.mappings.map((line) => ({ ...line, field: value }));
    if (value.text === "passthrough")
      return placedMap(
        faults,
        others.map((line) => ({ ...line, hostId: line.containerId as number })),
      );
    const mine = entries.value.filter((entry) => entry.kind === kind);
    return mine.length === 0 ? ok(map) : placedMap(faults, around(mine, others));
  };
  const uid = mapOf("u", container.uid);
  if (!uid.ok) return uid;
  const gid = mapOf("g", container.gid ?? container.uid);
  return gid.ok ? ok({ uid: uid.value, gid: gid.value, isOnHost: true }) : gid;
}

function entriesIn(faults: Faults, value: Field): Result<readonly KindMapping[], FormError> {
  const mappings: KindMapping[] = [];
  for (const { 0: text, index } of value.text.matchAll(/[^ \t;]+/g)) {
    const field = cut(value, index, index + text.length);
    const match = /^([ug]):(\d+):(\d+):(\d+)$/.exec(text);
    if (match === null) return faults.at("malformed-line", field, "proxmox-mount-point");
    const [, kind, ...digits] = match;
    const numbers = digits.map(Number);
    if (!numbers.every(isUint32)) return faults.at("number-too-large", field, "uint32");
    const [containerId, hostId, size] = numbers as [number, number, number];
    mappings.push({ kind: kind as "u" | "g", containerId, hostId, size, field });
  }
  return ok(mappings);
}

/** The entries, and what they leave of the others. */
function around(entries: readonly PlacedMapping[], others: readonly PlacedMapping[]): readonly PlacedMapping[] {
  let left = others;
  for (const entry of entries)
    left = left.flatMap((other) => {
      const [before, after] = [entry.containerId, entry.containerId + entry.size].map((id) =>
        Math.min(Math.max(id - other.containerId, 0), other.size),
      ) as [number, number];
      return [piece(other, 0, before), piece(other, after, other.size)].filter(({ size }) => size > 0);
    });
  return [...left, ...entries].sort((a, b) => a.containerId - b.containerId);
}

function piece(mapping: PlacedMapping, start: number, end: number): PlacedMapping {
  return {
    ...mapping,
    containerId: mapping.containerId + start,
    hostId: mapping.hostId + start,
    size: end - start,
  };
}
