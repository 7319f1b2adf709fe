import type { PodView } from "../pod-view/pod-view.ts";
import {
  type CheckVerdict,
  containersWhere,
  joinQuote,
  nameContainers,
  pluralize,
  sortedSet,
} from "./pod-security-words.ts";

export function hostNamespaces(pod: PodView): CheckVerdict | undefined {
  const shared = (["hostNetwork", "hostPID", "hostIPC"] as const).filter((field) => pod[field]);
  if (shared.length === 0) return undefined;
  return { reason: "host namespaces", detail: shared.map((field) => `${field}=true`).join(", ") };
}

export function hostPathVolumes(pod: PodView): CheckVerdict | undefined {
  const names = pod.volumes.filter(({ sources }) => sources.includes("hostPath")).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return { reason: "hostPath volumes", detail: `${pluralize("volume", names.length)} ${joinQuote(names)}` };
}

export function hostPorts(pod: PodView): CheckVerdict | undefined {
  const names = containersWhere(pod, (container) => container.hostPorts.length > 0);
  if (names.length === 0) return undefined;
  const ports = sortedSet(pod.containers.flatMap((container) => container.hostPorts.map(String)));
  const words = [nameContainers(names), pluralize("uses", names.length, "use"), pluralize("hostPort", ports.length)];
  return { reason: "hostPort", detail: `${words.join(" ")} ${ports.join(", ")}` };
}

/** Forbids probes and lifecycle handlers to name a host. */
export function hostProbes(pod: PodView): CheckVerdict | undefined {
  const names = sortedSet(containersWhere(pod, ({ hosts }) => hosts.length > 0));
  if (names.length === 0) return undefined;
  const hosts = sortedSet(pod.containers.flatMap((container) => container.hosts));
  const reason = "probe or lifecycle host";
  const words = [nameContainers(names), pluralize("uses", names.length, "use"), pluralize(reason, hosts.length)];
  return { reason, detail: `${words.join(" ")} ${joinQuote(hosts)}` };
}
