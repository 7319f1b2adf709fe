import { NO_ID } from "../../id/id.ts";
import { sameLines } from "../../idmap/equal.ts";
import { createIdMap, type IdMap } from "../../idmap/id-map.ts";
import type { IdMapError } from "../../idmap/id-mapping.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { type Faults, type Field, faultsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormError, type FormReadError, notText } from "../form/form-error.ts";
import { type FormMaps, oneMap } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import { tellingLines } from "../form/pasted.ts";
import { type PlacedMapping, placedMap, placedMaps } from "../form/placed-map.ts";
import { argumentsIn, type PodmanArguments } from "./arguments.ts";
import { filled } from "./id-list.ts";
import { parseSpecs } from "./spec.ts";
import { type KindLists, type UsernsContext, usernsLists } from "./userns-mode.ts";

/**
 * The maps that podman makes of `--uidmap`, `--gidmap` and `--userns`, or of their values. The second number is an ID of the
 * intermediate map where podman is rootless: the outer map is given then, and `compose` gives the host's IDs.
 *
 * `ParseIDMapping` and `ParseIDMap` of podman's `pkg/util/utils.go`. What is given for users only is for groups as well. Of
 * a bare value whose kind is told, only that map is made.
 *
 * - Where: `podman run --uidmap`, `podman run --gidmap`, `podman run --userns`; `UIDMap=` of a Quadlet.
 * - One mapping: `+0:65536:65536`.
 * - First number: container.
 * - Third number: size; 1 where it is left out.
 */
export function readPodmanMaps(text: string | Uint8Array, options: FormOptions = {}): Result<FormMaps, FormReadError> {
  const given = textOf(text);
  if (given === undefined) return err(notText("podman", text));
  const faults = faultsIn("podman", given);
  const read = argumentsIn(faults, { text: given, at: 0 });
  if (!read.ok) return read;
  const told = contextOf(faults, options);
  if (!told.ok) return told;
  const context = told.value;
  const { userns, uids, gids } = read.value;
  const { kind } = options;
  if (kind !== undefined && uids.length === 0 && gids.length === 0 && userns === undefined)
    return oneKind(context, read.value, kind === "uid" ? "UID" : "GID");
  const lists = userns === undefined ? specLists(context, read.value) : usernsLists(context, userns);
  if (!lists.ok) return lists;
  const maps = placedMaps(faults, lists.value.UID, lists.value.GID);
  if (!maps.ok) return maps;
  const { uid, gid } = maps.value;
  const { otherIds } = lists.value;
  return ok({ uid, gid: sameLines(uid, gid) ? undefined : gid, ...(otherIds && { otherIds }) });
}

/** The values, or the options where users and groups have different maps. */
export function writePodmanMaps(maps: FormMaps): Result<string, CannotHold> {
  const { uid, gid = uid } = maps;
  if (uid.mappings.length === 0 || gid.mappings.length === 0)
    return err({ code: "cannot-hold", form: "podman", expected: "mappings-of-both" });
  if (oneMap(maps) !== undefined) return ok(specsOf(uid, ""));
  return ok(`${specsOf(uid, "--uidmap ")} ${specsOf(gid, "--gidmap ")}`);
}

export function recognisePodman(text: string): boolean {
  return (
    tellingLines(text).some(claimsPodman) ||
    /^[\s,]*(?:$|[+ug]*\d+:|(?:keep-id|auto)(?:[:\s]|$)|(?:nomap|host)(?:\s|$))/.test(text)
  );
}

/** A plus sign is a flag to podman alone; that C's scanf takes it for a sign is nothing that anybody writes. */
export function claimsPodman(line: string): boolean {
  return /^\s*(?:(?:\S*\/)?(?:podman|buildah)\s(?:.*\s)?--(?:uidmap|gidmap|userns)(?:[=\s]|$)|--(?:uidmap|gidmap|userns)(?:[=\s]|$)|(?:UIDMap|GIDMap|UserNS)=|[ug]*\+[+ug]*\d)/.test(
    line,
  );
}

function specsOf({ mappings }: IdMap, before: string): string {
  return mappings.map(({ containerId, hostId, size }) => `${before}${containerId}:${hostId}:${size}`).join(" ");
}

function contextOf(faults: Faults, { outer, rootless }: FormOptions): Result<UsernsContext, IdMapError> {
  if (outer !== undefined)
    return ok({ faults, outer: { UID: outer.uid, GID: outer.gid ?? outer.uid }, rootless: true, own: rootless });
  // Of root it is what the first namespace shows, `0 0 4294967295`; of a user without subordinate IDs, the user alone.
  const line = rootless === undefined ? { hostId: 0, size: NO_ID } : { hostId: rootless, size: 1 };
  const map = createIdMap([{ containerId: 0, ...line }]);
  if (!map.ok) return map;
  return ok({ faults, outer: { UID: map.value, GID: map.value }, rootless: rootless !== undefined, own: rootless });
}

function oneKind(
  { faults, outer, rootless }: UsernsContext,
  { bare }: PodmanArguments,
  kind: "UID" | "GID",
): Result<FormMaps, FormError> {
  const list = parseSpecs({ faults, kind, outer: outer[kind], rootless }, bare);
  if (!list.ok) return list;
  const map = placedMap(faults, list.value);
  return map.ok ? ok({ uid: map.value, gid: undefined }) : map;
}

/** What is given for one kind stands for the other one too; and what is empty is filled, where podman is rootless. */
function specLists(context: UsernsContext, { bare, uids, gids }: PodmanArguments): Result<KindLists, FormError> {
  const { faults, outer, rootless } = context;
  const parse = (kind: "UID" | "GID", own: readonly Field[], other: readonly Field[]) =>
    parseSpecs({ faults, kind, outer: outer[kind], rootless }, own.length === 0 ? other : own);
  const all = bare.length === 0 ? { uids, gids } : { uids: bare, gids: bare };
  const uid = parse("UID", all.uids, all.gids);
  if (!uid.ok) return uid;
  const gid = parse("GID", all.gids, all.uids);
  if (!gid.ok) return gid;
  const [UID, GID] = [uid.value, gid.value];
  const fill = (kind: "UID" | "GID", own: readonly PlacedMapping[], other: readonly PlacedMapping[]) =>
    rootless && own.length === 0 && other[0] !== undefined ? filled(own, outer[kind], other[0].field) : own;
  return ok({ UID: fill("UID", UID, GID), GID: fill("GID", GID, UID) });
}
