import { say } from "../../core/explanations.ts";
import { parseCriMappings, parseCriUserNamespace } from "../../core/forms/cri.ts";
import { formTexts } from "../../core/forms/explain.ts";
import type { FormError, FormName } from "../../core/forms/form-error.ts";
import { parseGetsubids } from "../../core/forms/getsubids.ts";
import { type KubeletIdMapping, parseKubeletUserns } from "../../core/forms/kubelet-userns.ts";
import { parseOciConfig, parseOciMappings } from "../../core/forms/oci.ts";
import { parseProcMap } from "../../core/forms/proc-map.ts";
import { parseSubid, type SubordinateIdsRead } from "../../core/forms/subid.ts";
import { idMapTexts } from "../../core/idmap/explain.ts";
import { createIdMap, type IdMap } from "../../core/idmap/id-map.ts";
import { printable } from "../printable.ts";

/** The maps that a text holds, read as one form; or why it does not hold any in that form. */
export type FormReading =
  | {
      /** The map, or that of the users. */
      readonly uid: IdMap;
      /** That of the groups; `undefined` where the text does not tell the two apart. */
      readonly gid: IdMap | undefined;
    }
  | {
      /** Why there is none, in words. */
      readonly refusal: string;
    };

/**
 * The forms that a map may be written in, and how each is read.
 *
 * The second argument names the owner whose subordinate IDs are meant.
 */
export const FORMS: { readonly [Name in FormName]: (text: string, owner: string | undefined) => FormReading } = {
  "proc-map": (text) => one(parseProcMap(text)),
  cri: (text) => (isList(text) ? one(parseCriMappings(text)) : readCri(text)),
  oci: (text) => (isList(text) ? one(parseOciMappings(text)) : readOci(text)),
  "kubelet-userns": readKubelet,
  subid: (text, owner) => readSubordinate(parseSubid(text), owner),
  getsubids: (text, owner) => readSubordinate(parseGetsubids(text), owner),
};

/** What the forms are called when people are spoken to. */
export const FORM_TITLES: { readonly [Name in FormName]: string } = {
  "proc-map": "uid_map text",
  cri: "CRI JSON",
  oci: "OCI JSON",
  "kubelet-userns": "kubelet userns file",
  subid: "subuid lines",
  getsubids: "getsubids output",
};

type MapResult = ReturnType<typeof parseProcMap>;

function isList(text: string): boolean {
  return text.trimStart().startsWith("[");
}

function one(read: MapResult): FormReading {
  return read.ok ? { uid: read.value, gid: undefined } : refused(read.error);
}

function refused(error: FormError): FormReading {
  return { refusal: printable(say(formTexts, error)) };
}

function readCri(text: string): FormReading {
  const read = parseCriUserNamespace(text);
  return read.ok ? { uid: read.value.uids, gid: read.value.gids } : refused(read.error);
}

function readOci(text: string): FormReading {
  const read = parseOciConfig(text);
  return read.ok ? { uid: read.value.uid, gid: read.value.gid } : refused(read.error);
}

function readKubelet(text: string): FormReading {
  const read = parseKubeletUserns(text);
  if (!read.ok) return refused(read.error);
  const uid = fromKubelet(read.value?.uidMappings ?? []);
  const gid = fromKubelet(read.value?.gidMappings ?? []);
  if (!uid.ok) return { refusal: say(idMapTexts, uid.error) };
  return gid.ok ? { uid: uid.value, gid: gid.value } : { refusal: say(idMapTexts, gid.error) };
}

function fromKubelet(mappings: readonly KubeletIdMapping[]): ReturnType<typeof createIdMap> {
  return createIdMap(mappings.map(({ containerId, hostId, length }) => ({ containerId, hostId, size: length })));
}

/** Subordinate IDs alone are no map; the kubelet, and unshare --map-auto, map container IDs from 0 on to them. */
function readSubordinate({ entries, problems }: SubordinateIdsRead, owner: string | undefined): FormReading {
  const [entry, ...more] = entries.filter((entry) => owner === undefined || entry.owner === owner);
  const [problem] = problems;
  if (entry === undefined && problem !== undefined) return refused(problem);
  if (entry === undefined) return { refusal: "no entry of this owner" };
  if (more.length > 0) return { refusal: `${more.length + 1} entries; name an owner that has one with --owner` };
  const map = createIdMap([{ containerId: 0, hostId: entry.start, size: entry.count }]);
  return map.ok ? { uid: map.value, gid: undefined } : { refusal: say(idMapTexts, map.error) };
}
