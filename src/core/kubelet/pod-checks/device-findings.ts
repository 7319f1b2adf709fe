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

function claimedDevices(pod: PodView, { mapsCdi }: NodeFacts): readonly Finding[] {
  if (!pod.claimsDevices || mapsCdi === true) return [];
  const path = formatPath([...pod.path, "resourceClaims"]);
  return [finding(mapsCdi === undefined ? "cdi-not-known" : "cdi-not-mapped", path, {})];
}
