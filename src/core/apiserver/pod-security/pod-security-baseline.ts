import { goQuote } from "../../go/go-text.ts";
import { traitAt } from "../../releases/releases.ts";
import type { PodView } from "../pod-view/pod-view.ts";
import type { SecurityView } from "../pod-view/pod-view-types.ts";
import { ADMISSION_TABLE } from "../releases/api-releases.ts";
import type { CheckContext, PodSecurityCheck } from "./pod-security-check.ts";
import { hostNamespaces, hostPathVolumes, hostPorts, hostProbes } from "./pod-security-host-checks.ts";
import {
  type CheckVerdict,
  containersWhere,
  joinQuote,
  nameContainers,
  pluralize,
  securityContexts,
  settersWhere,
  sortedSet,
} from "./pod-security-words.ts";

/**
 * `pod-security-admission/policy/check_*.go`; the order is that of `registry.go`, by name, which is that of the
 * message.
 */
export const BASELINE_CHECKS: readonly PodSecurityCheck[] = [
  { id: "appArmorProfile", since: 0, check: appArmorProfile },
  { id: "capabilities_baseline", since: 0, check: capabilities },
  { id: "hostNamespaces", since: 0, check: hostNamespaces },
  { id: "hostPathVolumes", since: 0, check: hostPathVolumes },
  { id: "hostPorts", since: 0, check: hostPorts },
  { id: "hostProbesAndHostLifecycle", since: 34, check: hostProbes },
  { id: "privileged", since: 0, check: privileged },
  { id: "procMount", since: 0, relaxes: "proc-mount", check: procMount },
  { id: "seLinuxOptions", since: 0, check: seLinuxOptions },
  { id: "seccompProfile_baseline", since: 19, check: seccompProfile },
  { id: "sysctls", since: 0, check: sysctls },
  { id: "windowsHostProcess", since: 0, check: windowsHostProcess },
];

function appArmorProfile(pod: PodView, { release, annotations }: CheckContext): CheckVerdict | undefined {
  const bad = Object.entries(annotations)
    .filter(([key, value]) => key.startsWith(APP_ARMOR_ANNOTATION) && !APP_ARMOR_VALUES.test(value))
    .map(([key, value]) => `${key}=${goQuote(value)}`);
  const annotated = sortedSet(bad);
  if (!traitAt(ADMISSION_TABLE.appArmorFields, release))
    return annotated.length === 0 ? undefined : { reason: appArmorReason(annotated), detail: annotated.join(", ") };
  const isBad = ({ appArmorType }: SecurityView): boolean => appArmorType !== undefined && !isConfined(appArmorType);
  const setters = [
    ...settersWhere(pod, isBad),
    ...(annotated.length === 0 ? [] : [pluralize("annotation", annotated.length)]),
  ];
  if (setters.length === 0) return undefined;
  const types = sortedSet(
    securityContexts(pod)
      .filter(isBad)
      .map(({ appArmorType }) => String(appArmorType)),
  );
  const values = [...types, ...annotated];
  return {
    reason: appArmorReason(values),
    detail: `${setters.join(" and ")} must not set AppArmor profile type to ${joinQuote(values)}`,
  };
}

const APP_ARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
const APP_ARMOR_VALUES = /^($|runtime\/default$|localhost\/)/;

function appArmorReason(values: readonly string[]): string {
  return pluralize("forbidden AppArmor profile", values.length);
}

function capabilities(pod: PodView): CheckVerdict | undefined {
  const excess = ({ addedCapabilities }: SecurityView): readonly string[] =>
    addedCapabilities.filter((capability) => !DEFAULT_CAPABILITIES.includes(capability));
  const names = containersWhere(pod, ({ security }) => excess(security).length > 0);
  if (names.length === 0) return undefined;
  const added = sortedSet(pod.containers.flatMap(({ security }) => excess(security)));
  return {
    reason: "non-default capabilities",
    detail: `${nameContainers(names)} must not include ${joinQuote(added)} in securityContext.capabilities.add`,
  };
}

const DEFAULT_CAPABILITIES: readonly string[] = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

function privileged(pod: PodView): CheckVerdict | undefined {
  const names = containersWhere(pod, ({ security }) => security.privileged);
  if (names.length === 0) return undefined;
  return { reason: "privileged", detail: `${nameContainers(names)} must not set securityContext.privileged=true` };
}

/** Forbids every `procMount` but the default one; the level `restricted` does so for pods in user namespaces too. */
export function procMount(pod: PodView): CheckVerdict | undefined {
  const isBad = (security: SecurityView): boolean =>
    security.procMount !== undefined && security.procMount !== "Default";
  const names = containersWhere(pod, ({ security }) => isBad(security));
  if (names.length === 0) return undefined;
  const types = pod.containers.flatMap(({ security }) => (isBad(security) ? [String(security.procMount)] : []));
  return {
    reason: "procMount",
    detail: `${nameContainers(names)} must not set securityContext.procMount to ${joinQuote(sortedSet(types))}`,
  };
}

function seLinuxOptions(pod: PodView, { minor }: CheckContext): CheckVerdict | undefined {
  const badType = ({ seLinux }: SecurityView): boolean =>
    !(SELINUX_TYPES.includes(seLinux.type) || (minor >= 31 && seLinux.type === "container_engine_t"));
  const contexts = securityContexts(pod);
  const setters = settersWhere(
    pod,
    (security) => badType(security) || security.seLinux.user !== "" || security.seLinux.role !== "",
  );
  if (setters.length === 0) return undefined;
  const types = sortedSet(contexts.filter(badType).map(({ seLinux }) => seLinux.type));
  const faults = [
    ...(types.length > 0 ? [`${pluralize("type", types.length)} ${joinQuote(types)}`] : []),
    ...(contexts.some(({ seLinux }) => seLinux.user !== "") ? ["user may not be set"] : []),
    ...(contexts.some(({ seLinux }) => seLinux.role !== "") ? ["role may not be set"] : []),
  ];
  return {
    reason: "seLinuxOptions",
    detail: `${setters.join(" and ")} set forbidden securityContext.seLinuxOptions: ${faults.join("; ")}`,
  };
}

const SELINUX_TYPES: readonly string[] = ["", "container_t", "container_init_t", "container_kvm_t"];

/** Forbids profiles that confine nothing. */
export function seccompProfile(pod: PodView): CheckVerdict | undefined {
  const isBad = ({ seccompType }: SecurityView): boolean => seccompType !== undefined && !isConfined(seccompType);
  const setters = settersWhere(pod, isBad);
  if (setters.length === 0) return undefined;
  const types = sortedSet(
    securityContexts(pod)
      .filter(isBad)
      .map(({ seccompType }) => String(seccompType)),
  );
  return {
    reason: "seccompProfile",
    detail: `${setters.join(" and ")} must not set securityContext.seccompProfile.type to ${joinQuote(types)}`,
  };
}

/** The two types that the standards take. */
export function isConfined(type: string): boolean {
  return type === "RuntimeDefault" || type === "Localhost";
}

function sysctls(pod: PodView, { minor }: CheckContext): CheckVerdict | undefined {
  const safe = SAFE_SYSCTLS.filter(({ since }) => since <= minor).map(({ name }) => name);
  const bad = pod.security.sysctls.filter((name) => !safe.includes(name));
  return bad.length === 0 ? undefined : { reason: "forbidden sysctls", detail: bad.join(", ") };
}

/** The sysctls that are allowed, each with the version of the policy from which on it is. */
const SAFE_SYSCTLS: readonly { readonly name: string; readonly since: number }[] = [
  { name: "kernel.shm_rmid_forced", since: 0 },
  { name: "net.ipv4.ip_local_port_range", since: 0 },
  { name: "net.ipv4.tcp_syncookies", since: 0 },
  { name: "net.ipv4.ping_group_range", since: 0 },
  { name: "net.ipv4.ip_unprivileged_port_start", since: 0 },
  { name: "net.ipv4.ip_local_reserved_ports", since: 27 },
  { name: "net.ipv4.tcp_keepalive_time", since: 29 },
  { name: "net.ipv4.tcp_fin_timeout", since: 29 },
  { name: "net.ipv4.tcp_keepalive_intvl", since: 29 },
  { name: "net.ipv4.tcp_keepalive_probes", since: 29 },
  { name: "net.ipv4.tcp_rmem", since: 32 },
  { name: "net.ipv4.tcp_wmem", since: 32 },
  // pod-security-admission 23192ec6e8, CHANGELOG-1.37.md.
  { name: "net.ipv4.tcp_slow_start_after_idle", since: 37 },
  { name: "net.ipv4.tcp_notsent_lowat", since: 37 },
];

function windowsHostProcess(pod: PodView): CheckVerdict | undefined {
  const setters = settersWhere(pod, ({ hostProcess }) => hostProcess);
  if (setters.length === 0) return undefined;
  return {
    reason: "hostProcess",
    detail: `${setters.join(" and ")} must not set securityContext.windowsOptions.hostProcess=true`,
  };
}
