import type { FormName } from "../../core/forms/form/form-names.ts";

const CONTAINER_FIRST = "first number is the container's";
const HOST_FIRST = "first number is the host's";
const NAMED = "its fields have names";
const FROM_0 = "no container IDs in it: they count from 0";

/** How each form says which number is which. */
export const DIRECTIONS: Readonly<Record<FormName, string>> = {
  "proc-map": CONTAINER_FIRST,
  cri: NAMED,
  oci: NAMED,
  "kubelet-userns": NAMED,
  triple: CONTAINER_FIRST,
  subid: FROM_0,
  getsubids: FROM_0,
  lxc: CONTAINER_FIRST,
  proxmox: CONTAINER_FIRST,
  "raw-idmap": HOST_FIRST,
  "incus-json": NAMED,
  podman: CONTAINER_FIRST,
  "podman-json": NAMED,
  "podman-idmap": "first number is the ID on disk, the second the one through the mount",
  "mount-idmap": "first number is the ID on disk, the second the one through the mount",
  newuidmap: CONTAINER_FIRST,
  "userns-remap": FROM_0,
  nspawn: "first number is the host's, and container IDs count from 0",
  unshare: "first number is the container's with colons, the host's with commas",
  nsjail: CONTAINER_FIRST,
  "cri-text": NAMED,
  "go-struct": NAMED,
  "kernel-doc": "first number, u, is the container's",
};
