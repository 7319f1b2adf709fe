import { looksLikeJson } from "../json/json-open.ts";
import type { FormName } from "./form/form-names.ts";
import type { FormRow } from "./form/form-row.ts";
import { mapsToWrite, ofKind } from "./form/maps-to-write.ts";
import { readKernelDocMaps, writeKernelDocMaps } from "./kernel/kernel-doc.ts";
import { readProcMaps, writeProcMaps } from "./kernel/proc-map.ts";
import { readCriMaps, writeCriMaps } from "./kubernetes/cri.ts";
import { looksLikeCriText, readCriTextMaps, writeCriTextMaps } from "./kubernetes/cri-text.ts";
import { looksLikeGoStruct, readGoStructMaps, writeGoStructMaps } from "./kubernetes/go-struct.ts";
import { readKubeletMaps, writeKubeletMaps } from "./kubernetes/kubelet-userns.ts";
import { readOciMaps, writeOciMaps } from "./kubernetes/oci.ts";
import { looksLikeTriple, readTripleMaps, writeTripleMaps } from "./kubernetes/triple.ts";
import { readGetsubidsMaps, writeGetsubidsMaps } from "./linux/getsubids.ts";
import { claimsMountIdmap, looksLikeMountIdmap, readMountIdmapMaps, writeMountIdmapMaps } from "./linux/mount-idmap.ts";
import { looksLikeNewuidmap, readNewuidmapMaps, writeNewuidmapMaps } from "./linux/newuidmap.ts";
import { looksLikeNsjail, readNsjailMaps, writeNsjailMaps } from "./linux/nsjail.ts";
import { claimsNspawn, looksLikeNspawn, readNspawnMaps, writeNspawnMaps } from "./linux/nspawn.ts";
import { readSubidMaps, writeSubidMaps } from "./linux/subid.ts";
import { looksLikeUnshare, readUnshareMaps, writeUnshareMaps } from "./linux/unshare.ts";
import { looksLikeUsernsRemap, readUsernsRemapMaps } from "./linux/userns-remap.ts";
import { claimsIncus, readIncusMaps, recogniseIncus, writeIncusMaps } from "./lxc/incus-json.ts";
import { claimsLxc, readLxcMaps, recogniseLxc, writeLxcMaps } from "./lxc/lxc.ts";
import { claimsMountPoint, readProxmoxMaps, recogniseProxmox, writeProxmoxMaps } from "./lxc/proxmox.ts";
import { claimsRaw, readRawMaps, recogniseRaw, writeRawMaps } from "./lxc/raw-idmap.ts";
import { claimsPodman, readPodmanMaps, recognisePodman, writePodmanMaps } from "./podman/podman.ts";
import { claimsPodmanIdmap, readPodmanIdmap, recognisePodmanIdmap, writePodmanIdmap } from "./podman/podman-idmap.ts";
import { readPodmanJsonMaps, recognisePodmanJson, writePodmanJsonMaps } from "./podman/podman-json.ts";

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
    write: (maps, options) => writeProcMaps(ofKind(mapsToWrite("proc-map", maps), options)),
  },
  cri: {
    title: "CRI JSON",
    recognise: looksLikeJson,
    read: readCriMaps,
    write: (maps, options) => writeCriMaps(ofKind(mapsToWrite("cri", maps), options)),
  },
  oci: {
    title: "OCI JSON",
    recognise: looksLikeJson,
    read: readOciMaps,
    write: (maps, options) => writeOciMaps(ofKind(mapsToWrite("oci", maps), options)),
  },
  "kubelet-userns": {
    title: "kubelet userns file",
    recognise: looksLikeJson,
    read: readKubeletMaps,
    write: (maps) => writeKubeletMaps(mapsToWrite("kubelet-userns", maps)),
  },
  triple: {
    title: "container:host:size",
    recognise: looksLikeTriple,
    claims: (line) => /^\s*(?:--)?(?:userns-)?[ug]id[_-]map(?:pings)?\s*[= ]/.test(line),
    read: readTripleMaps,
    write: (maps, options) => writeTripleMaps(ofKind(mapsToWrite("triple", maps), options)),
  },
  subid: {
    title: "subuid lines",
    recognise: (text) => !looksLikeJson(text) && text.includes(":"),
    read: readSubidMaps,
    write: (maps, options) => writeSubidMaps(ofKind(mapsToWrite("subid", maps), options), options),
  },
  getsubids: {
    title: "getsubids output",
    recognise: (text) => !looksLikeJson(text) && text.includes(":"),
    read: readGetsubidsMaps,
    write: (maps, options) => writeGetsubidsMaps(ofKind(mapsToWrite("getsubids", maps), options), options),
  },
  lxc: {
    title: "lxc.idmap lines",
    recognise: recogniseLxc,
    claims: claimsLxc,
    read: readLxcMaps,
    write: (maps) => writeLxcMaps(mapsToWrite("lxc", maps)),
  },
  proxmox: {
    title: "Proxmox lxc.idmap lines",
    recognise: recogniseProxmox,
    claims: (line) => claimsLxc(line) || claimsMountPoint(line),
    read: readProxmoxMaps,
    write: (maps) => writeProxmoxMaps(mapsToWrite("proxmox", maps)),
  },
  "raw-idmap": {
    title: "raw.idmap lines",
    recognise: recogniseRaw,
    claims: claimsRaw,
    read: readRawMaps,
    write: (maps, options) => writeRawMaps(mapsToWrite("raw-idmap", maps), options),
  },
  "incus-json": {
    title: "Incus and LXD JSON",
    recognise: recogniseIncus,
    claims: claimsIncus,
    read: readIncusMaps,
    write: (maps) => writeIncusMaps(mapsToWrite("incus-json", maps)),
  },
  podman: {
    title: "podman --uidmap",
    recognise: recognisePodman,
    claims: claimsPodman,
    read: readPodmanMaps,
    write: (maps, options) => writePodmanMaps(ofKind(mapsToWrite("podman", maps), options)),
  },
  "podman-json": {
    title: "podman info and inspect",
    recognise: recognisePodmanJson,
    read: readPodmanJsonMaps,
    write: (maps, options) => writePodmanJsonMaps(ofKind(mapsToWrite("podman-json", maps), options)),
  },
  "podman-idmap": {
    title: "podman idmap option",
    recognise: recognisePodmanIdmap,
    claims: claimsPodmanIdmap,
    read: readPodmanIdmap,
    write: (maps) => writePodmanIdmap(mapsToWrite("podman-idmap", maps)),
  },
  "mount-idmap": {
    title: "X-mount.idmap",
    recognise: looksLikeMountIdmap,
    claims: claimsMountIdmap,
    read: readMountIdmapMaps,
    write: (maps) => writeMountIdmapMaps(mapsToWrite("mount-idmap", maps)),
  },
  newuidmap: {
    title: "newuidmap arguments",
    recognise: looksLikeNewuidmap,
    claims: (line) => /new[ug]idmap/.test(line),
    read: readNewuidmapMaps,
    write: (maps, options) => writeNewuidmapMaps(ofKind(mapsToWrite("newuidmap", maps), options)),
  },
  "userns-remap": { title: "Docker userns-remap", recognise: looksLikeUsernsRemap, read: readUsernsRemapMaps },
  nspawn: {
    title: "systemd-nspawn users",
    recognise: looksLikeNspawn,
    claims: claimsNspawn,
    read: readNspawnMaps,
    write: (maps) => writeNspawnMaps(mapsToWrite("nspawn", maps)),
  },
  unshare: {
    title: "unshare options",
    recognise: looksLikeUnshare,
    claims: (line) => /^\s*(?:--map-(?:users|groups|auto)|(?:\S*\/)?unshare\s)/.test(line),
    read: readUnshareMaps,
    write: (maps) => writeUnshareMaps(mapsToWrite("unshare", maps)),
  },
  nsjail: {
    title: "nsjail options",
    recognise: looksLikeNsjail,
    claims: (line) => /^\s*(?:\S*\/)?nsjail\s|^\s*--[ug]id_mapping/.test(line),
    read: readNsjailMaps,
    write: (maps) => writeNsjailMaps(mapsToWrite("nsjail", maps)),
  },
  "cri-text": {
    title: "CRI text of a log",
    recognise: looksLikeCriText,
    claims: (line) => /\b(?:IDMapping|UserNamespace)\{/.test(line),
    read: readCriTextMaps,
    write: (maps, options) => writeCriTextMaps(ofKind(mapsToWrite("cri-text", maps), options)),
  },
  "go-struct": {
    title: "Go structs of a log",
    recognise: looksLikeGoStruct,
    claims: (line) => /\{ContainerID:/.test(line),
    read: readGoStructMaps,
    write: (maps, options) => writeGoStructMaps(ofKind(mapsToWrite("go-struct", maps), options)),
  },
  "kernel-doc": {
    title: "kernel documentation",
    recognise: (text) => /u\d+:[kv]\d/.test(text),
    claims: (line) => /^\s*u\d+:[kv]\d+:r\d/.test(line),
    read: readKernelDocMaps,
    write: (maps, options) => writeKernelDocMaps(ofKind(mapsToWrite("kernel-doc", maps), options)),
  },
};
