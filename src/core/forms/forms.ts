import { looksLikeJson } from "../json/json-open.ts";
import type { Result } from "../result.ts";
import { readCriMaps, writeCriMaps } from "./cri.ts";
import type { FormReadError, FormWriteError } from "./form-error.ts";
import type { FormMaps } from "./form-maps.ts";
import { readGetsubidsMaps, writeGetsubidsMaps } from "./getsubids.ts";
import { readKubeletMaps, writeKubeletMaps } from "./kubelet-userns.ts";
import { readOciMaps, writeOciMaps } from "./oci.ts";
import { readProcMaps, writeProcMaps } from "./proc-map.ts";
import { readSubidMaps, writeSubidMaps } from "./subid.ts";

/** The names of the text forms of a map or of subordinate IDs, in the order in which they are listed and tried. */
export const FORM_NAMES = ["proc-map", "cri", "oci", "kubelet-userns", "subid", "getsubids"] as const;

/** The name of a text form. */
export type FormName = (typeof FORM_NAMES)[number];

/** What some forms have to be told, and the others do not look at. */
export interface FormOptions {
  /** Whose subordinate IDs are meant, where a text says whose they are. */
  readonly owner?: string;
}

/** A text form: how it is recognised, read and written. */
export interface FormRow {
  /** What people call a text of the form. */
  readonly title: string;
  /**
   * Tells whether it is plausible that a text is of the form. Only reading it decides.
   *
   * @param text - a string, or the bytes of one in UTF-8
   * @returns `true` for every text that can be read, and for some that cannot
   */
  recognise(text: string): boolean;
  /**
   * Reads the maps that a text of the form holds. It never throws, whatever it is given.
   *
   * @param text - a string, or the bytes of one in UTF-8
   * @param options - what some forms have to be told
   * @returns the maps, or why the text gives none
   */
  read(text: string | Uint8Array, options?: FormOptions): Result<FormMaps, FormReadError>;
  /**
   * Writes maps as a text that `read` gives them back from. Absent where the form is only read.
   *
   * @param maps - the maps; where there is one only, it is meant for users and groups alike
   * @param options - what some forms have to be told
   * @returns the text, or why the form cannot hold the maps
   */
  write?(maps: FormMaps, options?: FormOptions): Result<string, FormWriteError>;
}

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
