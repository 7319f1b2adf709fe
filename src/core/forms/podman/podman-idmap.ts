import { isUint32 } from "../../id/uint32.ts";
import { emptyIdMap, type IdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { shown } from "../../text/shown.ts";
import { cut, type Faults, type Field, faultsIn, linesIn, splitAt, trimmed } from "../form/field-reader.ts";
import { type CannotHold, type FormReadError, type NotTold, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import { isUnit, tellingLines } from "../form/pasted.ts";
import { type PlacedMapping, placedMap } from "../form/placed-map.ts";

/**
 * The maps of the option `idmap` of a volume, or of `--rootfs`: from IDs on disk to those of the host. Behind `@` the second
 * number is one of the container, whose map is then the outer one; that map stands also for what is not said. Without it
 * neither is told: of users or groups of which nothing is said there is then no mapping.
 *
 * `parseIDMapMountOption` and `parseOptionIDs` of podman's `libpod/container_internal_common.go`, numbers as `fmt.Sscanf`
 * reads `%d-%d-%d`: what follows the third one is passed over. Only the first ID of a range is looked up.
 *
 * - Where: `podman run -v SOURCE:DESTINATION:idmap=…`.
 * - One mapping: `idmap=uids=0-65536-65536;gids=0-65536-65536`.
 * - First number: ID on disk.
 * - Third number: size.
 */
export function readPodmanIdmap(
  text: string | Uint8Array,
  { outer }: FormOptions = {},
): Result<FormMaps, FormReadError> {
  const given = textOf(text);
  if (given === undefined) return err(notText("podman-idmap", text));
  const faults = faultsIn("podman-idmap", given);
  const values = valuesIn({ text: given, at: 0 });
  const whole = values[0] ?? trimmed({ text: given, at: 0 });
  const other = values.find(({ text: value }) => value !== whole.text);
  if (other !== undefined) return faults.at("unknown-word", other, "one-idmap-option");
  const { uid: outerUid, gid: outerGid = outerUid } = outer ?? { uid: undefined };
  let uid: IdMap = outerUid ?? emptyIdMap();
  let gid: IdMap = outerGid ?? emptyIdMap();
  if (whole.text === "idmap") return outer === undefined ? err(NOT_TOLD) : ok({ uid, gid, isOnHost: true });
  const options = cut(whole, whole.text.startsWith("idmap=") ? "idmap=".length : 0);
  for (const option of splitAt(options, ";")) {
    const isUid = option.text.startsWith("uids=");
    if (!isUid && !option.text.startsWith("gids="))
      return faults.at("unknown-word", option, "idmap-option", `unknown option "${shown(option.text)}"`);
    const list = cut(option, "uids=".length);
    const map = readList(faults, list, isUid ? outerUid : outerGid);
    if (!map.ok) return map;
    if (isUid) uid = map.value;
    else gid = map.value;
  }
  return ok({ uid, gid, ...(outer !== undefined && { isOnHost: true }) });
}

/** Both lists, the one map twice where there is only one. */
export function writePodmanIdmap(maps: FormMaps): Result<string, CannotHold> {
  const { uid, gid = uid } = maps;
  const list = ({ mappings }: IdMap): string =>
    mappings.map(({ containerId, hostId, size }) => `${containerId}-${hostId}-${size}`).join("#");
  const given = [
    ...(uid.mappings.length > 0 ? [`uids=${list(uid)}`] : []),
    ...(gid.mappings.length > 0 ? [`gids=${list(gid)}`] : []),
  ];
  if (given.length > 0) return ok(`idmap=${given.join(";")}`);
  return err({ code: "cannot-hold", form: "podman-idmap", expected: "mappings" });
}

export function recognisePodmanIdmap(text: string): boolean {
  return tellingLines(text).some(claimsPodmanIdmap);
}

/** The option itself, or a command or the line of a Quadlet in which a volume has it. */
export function claimsPodmanIdmap(line: string): boolean {
  return /^\s*(?:idmap\s*$|idmap=|uids=|gids=)/.test(line) || (WHOLE_LINE.test(line) && IN_LINE.test(line));
}

const WHOLE_LINE = /^\s*(?:(?:\S*\/)?(?:podman|buildah)\s|(?:Volume|Mount|Rootfs|Options)=)/;

/** Behind the colon or comma of a volume's options, or in `--opt o=idmap=…`; it has no blank, comma or quotation mark. */
const IN_LINE = /[:,=](idmap(?:=[^\s,"']*)?)(?=[\s,"']|$)/;

function valuesIn(whole: Field): readonly Field[] {
  const lines = isUnit(whole.text) ? linesIn(whole) : [whole];
  return lines
    .filter(({ text }) => WHOLE_LINE.test(text))
    .flatMap((line) =>
      Array.from(line.text.matchAll(new RegExp(IN_LINE, "g")), ({ 1: value, index }) =>
        cut(line, index + 1, index + 1 + (value as string).length),
      ),
    );
}

const NOT_TOLD: NotTold = { code: "not-told", form: "podman-idmap", needs: "outer" };

function readList(faults: Faults, list: Field, outer: IdMap | undefined): Result<IdMap, FormReadError> {
  const mappings: PlacedMapping[] = [];
  for (const range of splitAt(list, "#")) {
    const mapping = readRange(faults, list, range, outer);
    if (!mapping.ok) return mapping;
    mappings.push(mapping.value);
  }
  return placedMap(faults, mappings);
}

function readRange(
  faults: Faults,
  list: Field,
  range: Field,
  outer: IdMap | undefined,
): Result<PlacedMapping, FormReadError> {
  const all = shown(list.text);
  if (range.text === "") return faults.at("missing-number", range, "idmap-triple", `invalid empty range for "${all}"`);
  const isRelative = range.text.startsWith("@");
  const numbers = /^\s*([+-]?\d+)-\s*([+-]?\d+)-\s*([+-]?\d+)/.exec(range.text.slice(isRelative ? 1 : 0));
  if (numbers === null) return faults.at("malformed-line", range, "idmap-triple");
  const [containerId, hostId, size] = numbers.slice(1).map(Number) as [number, number, number];
  if (containerId < 0 || hostId < 0 || size < 1)
    return faults.at("malformed-line", range, "idmap-triple", `invalid value for "${all}"`);
  if (!isUint32(containerId) || !isUint32(hostId) || !isUint32(size))
    return faults.at("number-too-large", range, "uint32");
  if (!isRelative) return ok({ containerId, hostId, size, field: range });
  if (outer === undefined) return err(NOT_TOLD);
  const line = outer.mappings.find((each) => hostId >= each.containerId && hostId < each.containerId + each.size);
  if (line !== undefined)
    return ok({ containerId, hostId: hostId + line.hostId - line.containerId, size, field: range });
  const said = `could not find a user namespace mapping for the relative mapping "${all}"`;
  return faults.at("not-in-outer", range, "id-of-outer", said);
}
