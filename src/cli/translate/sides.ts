import type { FormName } from "../../core/forms/form/form-names.ts";

/** One of the two numbers of a mapping. */
interface Side {
  readonly heading: string;
  /** What comes of an ID here that has no mapping. */
  lost(overflowId: number): string;
}

/** What the numbers of a map are of. */
export interface Sides {
  readonly container: Side;
  readonly host: Side;
}

const NAMESPACE: Sides = {
  container: { heading: "CONTAINER", lost: (overflowId) => `unmapped: using it is EINVAL, shown as ${overflowId}` },
  host: { heading: "HOST", lost: (overflowId) => `unmapped: shown as ${overflowId}` },
};

/** `vfsuid_has_fsmapping` and `fsuidgid_has_mapping`, include/linux/fs.h: who is nobody on disk makes no file there. */
const MOUNT: Sides = {
  container: { heading: "ON DISK", lost: (overflowId) => `unmapped: shown as ${overflowId}` },
  host: { heading: "THROUGH MOUNT", lost: () => "unmapped: making a file as it is EOVERFLOW" },
};

export function sidesOf(form: FormName): Sides {
  return form === "mount-idmap" || form === "podman-idmap" ? MOUNT : NAMESPACE;
}
