import type { SecurityView } from "../pod-view/pod-view-types.ts";
import { type FieldError, invalid } from "./field-error.ts";

/**
 * `IsValidUserID` and `IsValidGroupID`, `k8s.io/apimachinery/pkg/util/validation`: nothing ties an ID to the size of
 * the pod's map.
 */
export function idErrors(security: SecurityView, field: "runAsUser" | "runAsGroup" | "fsGroup"): readonly FieldError[] {
  return idError([...security.path, field], security[field]);
}

/** The group is `undefined` where it could not be decoded. */
export function groupErrors(security: SecurityView, index: number, id: number | undefined): readonly FieldError[] {
  return idError([...security.path, "supplementalGroups", index], id);
}

function idError(path: readonly (string | number)[], id = 0): readonly FieldError[] {
  return id >= 0 && id <= MAX_INT32 ? [] : [invalid(path, id, `must be between 0 and ${MAX_INT32}, inclusive`)];
}

const MAX_INT32 = 2147483647;
