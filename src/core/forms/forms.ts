import { looksLikeJson } from "../json/json-open.ts";
import type { FormName } from "./form/form-names.ts";
import type { FormRow } from "./form/form-row.ts";
import { readProcMaps, writeProcMaps } from "./kernel/proc-map.ts";
import { readCriMaps, writeCriMaps } from "./kubernetes/cri.ts";
import { readKubeletMaps, writeKubeletMaps } from "./kubernetes/kubelet-userns.ts";
import { readOciMaps, writeOciMaps } from "./kubernetes/oci.ts";
import { readGetsubidsMaps, writeGetsubidsMaps } from "./linux/getsubids.ts";
import { readSubidMaps, writeSubidMaps } from "./linux/subid.ts";

/**
 * The text forms.
 *
 * Subordinate IDs say nothing of container IDs: they are mapped from container ID 0 on, as the kubelet does.
 *
 * @example
 * ```ts
 * import { FORMS, unwrap } from "userns-sim";
 *
 * const maps = unwrap(FORMS.cri.read('[{"host_id":65536,"length":65536}]'));
 * FORMS.oci.write?.(maps); // => { ok: true, value: '[{"containerID":0,"hostID":65536,"size":65536}]' }
 * FORMS.subid.write?.(maps, { owner: "kubelet" }); // => { ok: true, value: "kubelet:65536:65536\n" }
 * ```
 */
export const FORMS: Readonly<Record<FormName, FormRow>> = {
  "proc-map": {
    title: "uid_map text",
    recognise: (text) => !looksLikeJson(text) && !text.includes(":"),
    read: readProcMaps,
    write: writeProcMaps,
  },
  cri: { title: "CRI JSON", recognise: looksLikeJson, read: readCriMaps, write: writeCriMaps },
  oci: { title: "OCI JSON", recognise: looksLikeJson, read: readOciMaps, write: writeOciMaps },
  "kubelet-userns": {
    title: "kubelet userns file",
    recognise: looksLikeJson,
    read: readKubeletMaps,
    write: writeKubeletMaps,
  },
  subid: {
    title: "subuid lines",
    recognise: (text) => !looksLikeJson(text) && text.includes(":"),
    read: readSubidMaps,
    write: writeSubidMaps,
  },
  getsubids: {
    title: "getsubids output",
    recognise: (text) => !looksLikeJson(text) && text.includes(":"),
    read: readGetsubidsMaps,
    write: writeGetsubidsMaps,
  },
};
