import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import { ADMISSION_TABLE } from "../../apiserver/releases/api-releases.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath } from "../../manifest/place.ts";
import { traitAt } from "../../releases/releases.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";

/** Devices, which have no mount that could be mapped, and what CDI mounts beside those that a driver gives. */
export function deviceFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  return [...blockDevices(pod, facts), ...claimedDevices(pod, facts)];
}

/** Since 1.34 the API server refuses them. */
function blockDevices(pod: PodView, { release }: NodeFacts): readonly Finding[] {
  if (traitAt(ADMISSION_TABLE.volumeDevicesForbidden, release)) return [];
  return pod.containers
    .filter(({ hasVolumeDevices }) => hasVolumeDevices)
    .map(({ path }) => finding("block-device-not-mapped", formatPath([...path, "volumeDevices"]), {}));
}

/** Drivers of DRA use CDI, and nearly all plugins can. */
function claimedDevices(pod: PodView, { mapsCdi }: NodeFacts): readonly Finding[] {
  if (mapsCdi === true) return [];
  const claims = pod.claimsDevices ? [[...pod.path, "resourceClaims"]] : [];
  const limits = pod.containers
    .filter(({ hasPluginDevices }) => hasPluginDevices)
    .map(({ path }) => [...path, "resources", "limits"]);
  const code = mapsCdi === undefined ? "cdi-not-known" : "cdi-not-mapped";
  return [...claims, ...limits].map((path) => finding(code, formatPath(path), {}));
}
