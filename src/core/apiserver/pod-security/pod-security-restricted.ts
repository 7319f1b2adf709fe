import { traitAt } from "../../releases/releases.ts";
import type { PodView } from "../pod-view/pod-view.ts";
import type { SecurityView, VolumeView } from "../pod-view/pod-view-types.ts";
import { VOLUME_SOURCES } from "../pod-view/volume-view.ts";
import { ADMISSION_TABLE } from "../releases/api-releases.ts";
import { isConfined, procMount, seccompProfile } from "./pod-security-baseline.ts";
import type { CheckContext, PodSecurityCheck } from "./pod-security-check.ts";
import {
  type CheckVerdict,
  containersWhere,
  joinQuote,
  nameContainers,
  pluralize,
  settersWhere,
  sortedSet,
} from "./pod-security-words.ts";

/**
 * `pod-security-admission/policy/check_*.go`; the order is that of `registry.go`, by name, which is that of the
 * message.
 */
export const RESTRICTED_CHECKS: readonly PodSecurityCheck[] = [
  { id: "allowPrivilegeEscalation", since: 8, windowsExemptSince: 25, check: allowPrivilegeEscalation },
  {
    id: "capabilities_restricted",
    since: 22,
    overrides: "capabilities_baseline",
    windowsExemptSince: 25,
    check: capabilities,
  },
  { id: "procMount_restricted", since: 35, overrides: "procMount", check: procMount },
  { id: "restrictedVolumes", since: 0, overrides: "hostPathVolumes", check: restrictedVolumes },
  { id: "runAsNonRoot", since: 0, relaxes: "users", check: runAsNonRoot },
  { id: "runAsUser", since: 23, relaxes: "users", check: runAsUser },
  {
    id: "seccompProfile_restricted",
    since: 19,
    overrides: "seccompProfile_baseline",
    windowsExemptSince: 25,
    check: seccompRequired,
  },
];

function allowPrivilegeEscalation(pod: PodView): CheckVerdict | undefined {
  const names = containersWhere(pod, ({ security }) => security.allowPrivilegeEscalation !== false);
  if (names.length === 0) return undefined;
  return {
    reason: "allowPrivilegeEscalation != false",
    detail: `${nameContainers(names)} must set securityContext.allowPrivilegeEscalation=false`,
  };
}

function capabilities(pod: PodView): CheckVerdict | undefined {
  const excess = ({ addedCapabilities }: SecurityView): readonly string[] =>
    addedCapabilities.filter((capability) => capability !== "NET_BIND_SERVICE");
  const keeping = containersWhere(pod, ({ security }) => !security.droppedCapabilities.includes("ALL"));
  const adding = containersWhere(pod, ({ security }) => excess(security).length > 0);
  const added = sortedSet(pod.containers.flatMap(({ security }) => excess(security)));
  const details = [
    ...(keeping.length > 0 ? [`${nameContainers(keeping)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(adding.length > 0
      ? [`${nameContainers(adding)} must not include ${joinQuote(added)} in securityContext.capabilities.add`]
      : []),
  ];
  return details.length === 0 ? undefined : { reason: "unrestricted capabilities", detail: details.join("; ") };
}

function restrictedVolumes(pod: PodView, { release }: CheckContext): CheckVerdict | undefined {
  const allowed = traitAt(ADMISSION_TABLE.imageVolumes, release) ? [...ALLOWED_SOURCES, "image"] : ALLOWED_SOURCES;
  const bad = pod.volumes.filter(({ sources }) => !sources.some((source) => allowed.includes(source)));
  if (bad.length === 0) return undefined;
  const types = sortedSet(bad.map(restrictedType));
  const words = [
    pluralize("volume", bad.length),
    joinQuote(bad.map(({ name }) => name)),
    pluralize("uses", bad.length, "use"),
    pluralize("restricted volume type", types.length),
    joinQuote(types),
  ];
  return { reason: "restricted volume types", detail: words.join(" ") };
}

const ALLOWED_SOURCES: readonly string[] = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** The first of a volume's sources that upstream has a word for; image volumes have none before they are allowed. */
function restrictedType({ sources }: VolumeView): string {
  return VOLUME_SOURCES.find((source) => source !== "image" && sources.includes(source)) ?? "unknown";
}

function runAsNonRoot(pod: PodView): CheckVerdict | undefined {
  const reason = "runAsNonRoot != true";
  const setters = settersWhere(pod, (security) => security.runAsNonRoot === false);
  if (setters.length > 0)
    return { reason, detail: `${setters.join(" and ")} must not set securityContext.runAsNonRoot=false` };
  const names = containersWhere(pod, ({ security }) => security.runAsNonRoot === undefined);
  if (pod.security.runAsNonRoot === true || names.length === 0) return undefined;
  return { reason, detail: `pod or ${nameContainers(names)} must set securityContext.runAsNonRoot=true` };
}

function runAsUser(pod: PodView): CheckVerdict | undefined {
  const setters = settersWhere(pod, (security) => security.runAsUser === 0);
  if (setters.length === 0) return undefined;
  return { reason: "runAsUser=0", detail: `${setters.join(" and ")} must not set runAsUser=0` };
}

function seccompRequired(pod: PodView): CheckVerdict | undefined {
  const bad = seccompProfile(pod);
  if (bad !== undefined) return bad;
  const names = containersWhere(pod, ({ security }) => security.seccompType === undefined);
  if (names.length === 0 || isConfined(String(pod.security.seccompType))) return undefined;
  return {
    reason: "seccompProfile",
    detail: `pod or ${nameContainers(names)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
  };
}
