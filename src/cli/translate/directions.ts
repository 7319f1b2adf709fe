import type { FormName } from "../../core/forms/form/form-names.ts";

const CONTAINER_FIRST = "first number is the container's";
const NAMED = "its fields have names";
const FROM_0 = "no container IDs in it: they count from 0";

/** How each form says which number is which. */
export const DIRECTIONS: Readonly<Record<FormName, string>> = {
  "proc-map": CONTAINER_FIRST,
  cri: NAMED,
  oci: NAMED,
  "kubelet-userns": NAMED,
  subid: FROM_0,
  getsubids: FROM_0,
};
