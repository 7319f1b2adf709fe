/** The names of the text forms of a map or of subordinate IDs, in the order in which they are listed and tried. */
export const FORM_NAMES = [
  "proc-map",
  "cri",
  "oci",
  "kubelet-userns",
  "triple",
  "subid",
  "getsubids",
  "lxc",
  "proxmox",
  "raw-idmap",
  "incus-json",
  "podman",
  "podman-json",
  "podman-idmap",
  "mount-idmap",
  "newuidmap",
  "userns-remap",
  "nspawn",
  "unshare",
  "nsjail",
  "cri-text",
  "go-struct",
  "kernel-doc",
] as const;

/** The name of a text form. */
export type FormName = (typeof FORM_NAMES)[number];
