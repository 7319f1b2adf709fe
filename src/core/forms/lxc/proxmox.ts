import { isUint32 } from "../../id/uint32.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { shown } from "../../text/shown.ts";
import { cut, type Faults, type Field, faultsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormError, type FormReadError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import {
  type ConfigSyntax,
  configLines,
  containerMaps,
  isIdmapKey,
  isInclude,
  type KindMapping,
  writeIdmapLines,
} from "./idmap-lines.ts";
import { readMountPoint } from "./mount-point.ts";

/**
 * The maps of a container of Proxmox, stricter than LXC: numbers in base 10, and no blank before the letter of a bare value.
 * Of the line of a mount point with an option `idmap`, its maps: from IDs of the container, whose own map is the outer one, to
 * those that files have on disk.
 *
 * `parse_pct_config` of pve-container, `src/PVE/LXC/Config.pm`, and `parse_id_maps`, `src/PVE/LXC.pm`. Without a mapping,
 * `unprivileged: 1` stands for 65536 IDs from 100000; without that, the container has no user namespace. What stands below a
 * line `[snapshot]` is not the container's. A line that Proxmox warns of and passes over, such as one with a blank before its
 * key or `=` behind a key that is not one of LXC, is refused.
 *
 * - Where: `lxc.idmap: …`, in `/etc/pve/lxc/NNN.conf`.
 * - One mapping: `u 0 65536 65536`.
 * - First number: container.
 * - Third number: length.
 */
export function readProxmoxMaps(
  text: string | Uint8Array,
  { outer }: FormOptions = {},
): Result<FormMaps, FormReadError> {
  const given = textOf(text);
  if (given === undefined) return err(notText("proxmox", text));
  const faults = faultsIn("proxmox", given);
  const whole: Field = { text: given, at: 0 };
  const mountPoint = MOUNT_POINT.exec(given);
  if (mountPoint !== null && !CONTAINER.test(given))
    return readMountPoint(faults, cut(whole, mountPoint[0].length), outer);
  const mappings: KindMapping[] = [];
  let unprivileged: Field | undefined;
  for (const line of configLines(whole, SYNTAX)) {
    const { key, value } = line;
    if (key === "" && SECTION.test(value.text)) break;
    if (key === "") return faults.at("malformed-line", value, "proxmox-line", `unable to parse config: ${value.text}`);
    if (isInclude(line)) return err({ code: "not-told", form: "proxmox", needs: "included-file" });
    if (key === "unprivileged") {
      const said = `unable to parse value of 'unprivileged' - type check ('boolean') failed - got '${value.text}'`;
      if (!BOOLEAN.test(value.text)) return faults.at("unknown-word", value, "proxmox-boolean", said);
      unprivileged = TRUE.test(value.text) ? value : undefined;
    }
    if (!isIdmapKey(key)) continue;
    const read = readMapping(faults, value);
    if (!read.ok) return read;
    mappings.push(read.value);
  }
  if (mappings.length === 0 && unprivileged !== undefined)
    for (const kind of ["u", "g"] as const)
      mappings.push({ kind, containerId: 0, hostId: 100000, size: 65536, field: unprivileged });
  return containerMaps(faults, mappings);
}

/** A mount point with a map of its own. */
export function claimsMountPoint(line: string): boolean {
  return MOUNT_POINT.test(line);
}

/** Lines as they stand in the file of a container. */
export function writeProxmoxMaps(maps: FormMaps): Result<string, CannotHold> {
  return writeIdmapLines("proxmox", maps, "lxc.idmap:");
}

export function recogniseProxmox(text: string): boolean {
  return (
    !/\S/.test(text) ||
    claimsMountPoint(text) ||
    /(?:^|\n)(?:[ \t\r]*(?:lxc\.id_?map|unprivileged)[ \t\r]*[:=]|[ug]\s)/.test(text)
  );
}

const CONTAINER = /^[ \t]*(?:lxc\.id_?map|unprivileged)\s*[:=]/m;

const MOUNT_POINT = /^\s*(?:mp\d+|rootfs)\s*:.*?[:,\s]idmap=/;

const SYNTAX: ConfigSyntax = {
  known: /^[ \t\v\f\r]*(?:lxc\.id_?map|unprivileged)[ \t\v\f\r]*[:=]/,
  key: /^(?:lxc\.[a-z0-9_.-]+(?::|[ \t\v\f\r]*=)|[a-z][a-z_]*\d*:(?=.))/,
  ignored: /^[ \t\v\f\r]*#/,
};

const SECTION = /^\[(?:[a-z][a-z0-9_-]+|pve:pending)\][ \t\v\f\r]*$/i;

/** `check_type` there. */
const TRUE = /^(?:1|on|yes|true)$/i;
const BOOLEAN = /^(?:[01]|on|off|yes|no|true|false)$/i;

function readMapping(faults: Faults, value: Field): Result<KindMapping, FormError> {
  const said = `failed to parse idmap: ${shown(value.text)}`;
  if (!/^[ug][ \t\v\f\r]+\d+[ \t\v\f\r]+\d+[ \t\v\f\r]+\d+[ \t\v\f\r]*$/.test(value.text))
    return faults.at("malformed-line", value, "proxmox-mapping", said);
  const numbers = Array.from(value.text.matchAll(/\d+/g), ({ 0: digits, index }) =>
    cut(value, index, index + digits.length),
  );
  const large = numbers.find(({ text }) => !isUint32(Number(text)));
  if (large !== undefined) return faults.at("number-too-large", large, "uint32");
  const [containerId, hostId, size] = numbers.map(({ text }) => Number(text)) as [number, number, number];
  return ok({ kind: value.text.charAt(0) as "u" | "g", containerId, hostId, size, field: value });
}
