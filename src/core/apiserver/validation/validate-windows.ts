import type { Release } from "../../releases/releases.ts";
import type { PodView } from "../pod-view/pod-view.ts";
import { minorOf } from "../releases/api-releases.ts";
import { type FieldError, forbidden } from "./field-error.ts";

/**
 * `validateWindows`, `pkg/apis/core/validation/validation.go`: nothing for a pod of another system, or of none in
 * particular.
 */
export function validateWindows(pod: PodView, release: Release): readonly FieldError[] {
  if (pod.os !== "windows") return [];
  const known = (fields: readonly WindowsField[]): readonly string[] =>
    fields.filter(([, since]) => minorOf(since) <= minorOf(release)).map(([field]) => field);
  const { security } = pod;
  return [
    ...known(POD_FIELDS).flatMap((field) => {
      if (Object.hasOwn(ABOVE_SECURITY_CONTEXT, field))
        return ABOVE_SECURITY_CONTEXT[field]?.(pod) ? [cannotBeSet([...pod.path, field])] : [];
      // An empty list of sysctls is one that was not set; an empty list of groups is not.
      const isSet = field === "sysctls" ? security.sysctls.length > 0 : security.fields.includes(field);
      return isSet ? [cannotBeSet([...security.path, field])] : [];
    }),
    ...pod.containers.flatMap((container) =>
      known(CONTAINER_FIELDS)
        .filter((field) => container.security.fields.includes(field))
        .map((field) => cannotBeSet([...container.security.path, field])),
    ),
  ];
}

/** A field, and the release whose API server is the first to look at it. */
type WindowsField = readonly [field: string, since: Release];

/** In the order they are looked at. */
const POD_FIELDS: readonly WindowsField[] = [
  ["appArmorProfile", "1.30"],
  ["seLinuxOptions", "1.25"],
  ["hostUsers", "1.25"],
  ["hostPID", "1.25"],
  ["hostIPC", "1.25"],
  ["seccompProfile", "1.25"],
  ["fsGroup", "1.25"],
  ["fsGroupChangePolicy", "1.25"],
  ["sysctls", "1.25"],
  ["shareProcessNamespace", "1.25"],
  ["runAsUser", "1.25"],
  ["runAsGroup", "1.25"],
  ["supplementalGroups", "1.25"],
  ["supplementalGroupsPolicy", "1.31"],
  ["seLinuxChangePolicy", "1.32"],
];

const CONTAINER_FIELDS: readonly WindowsField[] = [
  ["appArmorProfile", "1.30"],
  ["seLinuxOptions", "1.25"],
  ["seccompProfile", "1.25"],
  ["capabilities", "1.25"],
  ["readOnlyRootFilesystem", "1.25"],
  ["privileged", "1.25"],
  ["allowPrivilegeEscalation", "1.25"],
  ["procMount", "1.25"],
  ["runAsUser", "1.25"],
  ["runAsGroup", "1.25"],
];

/** The fields that stand beside `securityContext`, and when they count as set. */
const ABOVE_SECURITY_CONTEXT: Readonly<Record<string, (pod: PodView) => boolean>> = {
  hostUsers: ({ hostUsers }) => hostUsers !== undefined,
  hostPID: ({ hostPID }) => hostPID,
  hostIPC: ({ hostIPC }) => hostIPC,
  shareProcessNamespace: ({ shareProcessNamespace }) => shareProcessNamespace !== undefined,
};

function cannotBeSet(path: readonly (string | number)[]): FieldError {
  return forbidden(path, "cannot be set for a windows pod");
}
