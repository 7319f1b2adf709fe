import { isUint32 } from "../../id/uint32.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, faultsIn, wordsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormError, notText } from "../form/form-error.ts";
import { alike, type FormMaps, oneMap } from "../form/form-maps.ts";
import { type PlacedMapping, placedMap } from "../form/placed-map.ts";

/**
 * The map that idmappings stand for as the kernel's documentation writes them: `u` the first ID above, `k` the kernel's, or
 * `v` through a mount, `r` how many. `Documentation/filesystems/idmappings.rst`.
 *
 * - Where: the kernel's documentation.
 * - One mapping: `u0:k65536:r65536`.
 * - First number: container (`u`).
 * - Third number: count (`r`).
 */
export function readKernelDocMaps(given: string | Uint8Array): Result<FormMaps, FormError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("kernel-doc", given));
  const faults = faultsIn("kernel-doc", text);
  const words = wordsIn({ text, at: 0 });
  if (words.length === 0) return faults.at("malformed-line", { text, at: 0 }, "kernel-idmapping");
  const mappings: PlacedMapping[] = [];
  for (const field of words) {
    const match = /^u(\d+):[kv](\d+):r(\d+)$/.exec(field.text);
    if (match === null) return faults.at("malformed-line", field, "kernel-idmapping");
    const [containerId = 0, hostId = 0, size = 0] = match.slice(1).map(Number);
    if (![containerId, hostId, size].every(isUint32)) return faults.at("number-too-large", cut(field, 0), "uint32");
    mappings.push({ containerId, hostId, size, field });
  }
  return alike(placedMap(faults, mappings));
}

export function writeKernelDocMaps(maps: FormMaps): Result<string, CannotHold> {
  const map = oneMap(maps);
  if (map === undefined) return err({ code: "cannot-hold", form: "kernel-doc", expected: "one-map" });
  if (map.mappings.length === 0) return err({ code: "cannot-hold", form: "kernel-doc", expected: "mappings" });
  return ok(map.mappings.map(({ containerId, hostId, size }) => `u${containerId}:k${hostId}:r${size}`).join("\n"));
}
