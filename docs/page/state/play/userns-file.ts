import { formatKubeletUserns, type IdRange } from "userns-sim";

/** What the kubelet writes of a pod with that range. */
export function usernsFile({ start, size }: IdRange): string {
  const mappings = [{ hostId: start, containerId: 0, length: size }];
  return formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings });
}
