import { type Release, traitAt } from "../../releases/releases.ts";
import { isInUserns, type PodView } from "../pod-view/pod-view.ts";
import { ADMISSION_TABLE, isGateOn, type ReleaseOptions } from "../releases/api-releases.ts";
import { type FieldError, forbidden } from "./field-error.ts";

/**
 * Validates what does not go with `hostUsers: false`: `validateHostUsers`, `pkg/apis/core/validation/validation.go`.
 * The capitals of `HostPID` and `HostIPC` are upstream's.
 *
 * @param oldPod - the pod before an update, which may keep some of what is forbidden today
 */
export function validateHostUsers(pod: PodView, oldPod: PodView, options: ReleaseOptions): readonly FieldError[] {
  if (!isInUserns(pod)) return [];
  const detail = traitAt(ADMISSION_TABLE.hostUsersDetail, options.release);
  const field = (name: string): FieldError => forbidden([...pod.path, name], detail);
  return [
    ...volumeErrors(pod, options.release),
    ...(pod.hostNetwork && !allowsHostNetwork(oldPod, options) ? [field("hostNetwork")] : []),
    ...(pod.hostPID ? [field("HostPID")] : []),
    ...(pod.hostIPC ? [field("HostIPC")] : []),
    ...(allowsVolumeDevices(oldPod, options.release) ? [] : volumeDeviceErrors(pod, detail)),
  ];
}

function volumeErrors(pod: PodView, release: Release): readonly FieldError[] {
  const allowed = traitAt(ADMISSION_TABLE.volumeSources, release);
  if (allowed === null) return [];
  return pod.volumes
    .filter(({ sources }) => !sources.some((source) => allowed.includes(source)))
    .map(({ path }) => forbidden(path, "volume type not supported when `pod.Spec.HostUsers` is false"));
}

function volumeDeviceErrors(pod: PodView, detail: string): readonly FieldError[] {
  return pod.containers
    .filter(({ hasVolumeDevices }) => hasVolumeDevices)
    .map(({ path }) => forbidden([...path, "volumeDevices"], detail));
}

function allowsHostNetwork(oldPod: PodView, options: ReleaseOptions): boolean {
  if (isGateOn(options, "UserNamespacesHostNetworkSupport")) return true;
  const isKnown = traitAt(ADMISSION_TABLE.gates.UserNamespacesHostNetworkSupport, options.release) !== "absent";
  return isKnown && isInUserns(oldPod) && oldPod.hostNetwork;
}

function allowsVolumeDevices(oldPod: PodView, release: Release): boolean {
  if (!traitAt(ADMISSION_TABLE.volumeDevicesForbidden, release)) return true;
  return isInUserns(oldPod) && oldPod.containers.some(({ hasVolumeDevices }) => hasVolumeDevices);
}
