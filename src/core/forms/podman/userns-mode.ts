import { isUint32 } from "../../id/uint32.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { ok, type Result } from "../../result.ts";
import { shown } from "../../text/shown.ts";
import { cut, decimal, type Faults, type Field, partedAt, splitAt } from "../form/field-reader.ts";
import type { FormError } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { PlacedMapping } from "../form/placed-map.ts";
import { parseAutoSpec } from "./spec.ts";

/** What `--userns` is read against. */
export interface UsernsContext {
  readonly faults: Faults;
  /** The intermediate maps of users and groups. */
  readonly outer: { readonly UID: IdMap; readonly GID: IdMap };
  /** Whether podman runs as a user other than root. */
  readonly rootless: boolean;
  /** The user's own ID, where it is not what the intermediate map has for 0. */
  readonly own: number | undefined;
}

/** The mappings of users and of groups. */
export interface KindLists extends Pick<FormMaps, "otherIds"> {
  readonly UID: readonly PlacedMapping[];
  readonly GID: readonly PlacedMapping[];
}

/** Tells whether a word is a mode of `--userns` that makes a map, or none. */
export function isUsernsMode(word: string): boolean {
  return /^(?:keep-id|auto)(?::|$)|^(?:nomap|host)$/.test(word);
}

/**
 * The maps of a mode of `--userns`: `pkg/namespaces/namespaces.go` and `pkg/util/utils.go` of podman.
 *
 * Of `auto` only what is asked for by `uidmapping` and `gidmapping`: the rest is chosen when the container starts.
 */
export function usernsLists(context: UsernsContext, mode: Field): Result<KindLists, FormError> {
  const [name, given] = partedAt(mode, ":") ?? [mode, undefined];
  switch (name.text) {
    case "keep-id":
      return keepId(context, mode, given);
    case "auto":
      return auto(context, given);
    case "nomap":
      if (given === undefined) return noMap(context, mode);
      break;
    case "host":
      if (given === undefined) return ok({ UID: [], GID: [], otherIds: "as-outside" });
      break;
  }
  return context.faults.at("unknown-word", mode, "podman-mode");
}

/** `getRootlessKeepIDMapping`; as root it is the map that podman itself runs in. */
function keepId(context: UsernsContext, mode: Field, given: Field | undefined): Result<KindLists, FormError> {
  const numbers: Record<string, number> = {};
  for (const option of optionsOf(given)) {
    const read = readOption(context.faults, option, ["uid", "gid", "size"]);
    if (!read.ok) return read;
    const [key, value] = read.value;
    const number = readNumber(context.faults, value);
    if (!number.ok) return number;
    numbers[key] = number.value;
  }
  const list = (kind: "UID" | "GID", asked: number | undefined): readonly PlacedMapping[] => {
    const { mappings } = context.outer[kind];
    if (!context.rootless) return mappings.map((line) => ({ ...line, field: mode }));
    const own = kind === "UID" ? context.own : undefined;
    const root = mappings.find(({ containerId }) => containerId === 0);
    return keptId(asked ?? own ?? root?.hostId ?? context.own ?? 0, delegated(mappings), numbers["size"] ?? 0, mode);
  };
  return ok({ UID: list("UID", numbers["uid"]), GID: list("GID", numbers["gid"]) });
}

function keptId(id: number, delegatedIds: number, size: number, field: Field): readonly PlacedMapping[] {
  const last = size > 0 ? Math.min(delegatedIds, size - 1) : delegatedIds;
  const list: PlacedMapping[] = [];
  if (delegatedIds > 0 && id !== 0) list.push({ containerId: 0, hostId: 1, size: Math.min(id, last), field });
  list.push({ containerId: id, hostId: 0, size: 1, field });
  if (last > id) list.push({ containerId: id + 1, hostId: id + 1, size: last - id, field });
  return list;
}

/** `GetNoMapMapping`: the subordinate IDs alone, a mapping for each of their ranges. */
function noMap({ faults, outer, rootless }: UsernsContext, mode: Field): Result<KindLists, FormError> {
  if (!rootless) return faults.at("not-here", mode, "rootless", "nomap is only supported in rootless mode");
  const list = ({ mappings }: IdMap): readonly PlacedMapping[] => {
    let next = 0;
    return mappings
      .map((line) => (line.containerId === 0 ? line.size - 1 : line.size))
      .filter((size) => size > 0)
      .map((size) => {
        const mapping = { containerId: next, hostId: next + 1, size, field: mode };
        next += size;
        return mapping;
      });
  };
  const lists = { UID: list(outer.UID), GID: list(outer.GID) };
  if (lists.UID.length > 0 && lists.GID.length > 0) return ok(lists);
  const said = "nomap requires additional UIDs or GIDs defined in /etc/subuid and /etc/subgid to function correctly";
  return faults.at("not-here", mode, "rootless", said);
}

/** `GetAutoOptions` */
function auto(context: UsernsContext, given: Field | undefined): Result<KindLists, FormError> {
  const { faults, outer, rootless } = context;
  const lists: Record<"UID" | "GID", readonly PlacedMapping[]> = { UID: [], GID: [] };
  for (const option of optionsOf(given)) {
    const read = readOption(faults, option, ["size", "uidmapping", "gidmapping"]);
    if (!read.ok) return read;
    const [key, value] = read.value;
    if (key === "size") {
      const number = readNumber(faults, value);
      if (!number.ok) return number;
      continue;
    }
    const kind = key === "uidmapping" ? "UID" : "GID";
    const mappings = parseAutoSpec({ faults, kind, outer: outer[kind], rootless }, value);
    if (!mappings.ok) return mappings;
    lists[kind] = [...lists[kind], ...mappings.value];
  }
  return ok({ ...lists, otherIds: "chosen-at-start" });
}

/** How many IDs the intermediate map has besides the user's own. */
function delegated(mappings: IdMap["mappings"]): number {
  let sum = 0;
  for (const { containerId, size } of mappings) sum += containerId === 0 ? size - 1 : size;
  return sum;
}

function optionsOf(given: Field | undefined): readonly Field[] {
  return given === undefined ? [] : splitAt(given, ",");
}

function readOption(
  faults: Faults,
  option: Field,
  keys: readonly string[],
): Result<readonly [key: string, value: Field], FormError> {
  const parts = partedAt(option, "=");
  if (parts === undefined)
    return faults.at("malformed-line", option, "key=value", `invalid option specified: "${shown(option.text)}"`);
  const [key, value] = parts;
  if (!keys.includes(key.text))
    return faults.at("unknown-word", key, "key=value", `unknown option specified: "${shown(key.text)}"`);
  return ok([key.text, value]);
}

function readNumber(faults: Faults, field: Field): Result<number, FormError> {
  const value = decimal(field.text);
  const said = (why: string): string => `strconv.ParseUint: parsing "${shown(field.text)}": ${why}`;
  if (Number.isNaN(value)) return faults.at("not-a-number", cut(field, 0), "decimal-number", said("invalid syntax"));
  return isUint32(value) ? ok(value) : faults.at("number-too-large", field, "uint32", said("value out of range"));
}
