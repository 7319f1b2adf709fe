import type { PodKind } from "./pod-set.ts";

/** How pods come out of an object of one kind. */
export interface KindRule {
  /** The API group that the kind belongs to; the same word in another group is another thing. */
  readonly groups: readonly string[];
  /** The way to the template: an object with a `spec`, and perhaps `metadata`. */
  readonly template: readonly string[];
  /** The way to the object that tells how many pods there are. */
  readonly counts: readonly string[];
  /** What in there counts the pods; absent where there is always one. */
  readonly count?: "replicas" | "parallelism";
}

export const KIND_RULES: { readonly [Kind in PodKind]: KindRule } = {
  Pod: { groups: [""], template: [], counts: [] },
  PodTemplate: { groups: [""], template: ["template"], counts: [] },
  ReplicationController: { groups: [""], template: ["spec", "template"], counts: ["spec"], count: "replicas" },
  Deployment: { groups: ["apps", "extensions"], template: ["spec", "template"], counts: ["spec"], count: "replicas" },
  ReplicaSet: { groups: ["apps", "extensions"], template: ["spec", "template"], counts: ["spec"], count: "replicas" },
  StatefulSet: { groups: ["apps"], template: ["spec", "template"], counts: ["spec"], count: "replicas" },
  DaemonSet: { groups: ["apps", "extensions"], template: ["spec", "template"], counts: ["spec"] },
  Job: { groups: ["batch"], template: ["spec", "template"], counts: ["spec"], count: "parallelism" },
  CronJob: {
    groups: ["batch"],
    template: ["spec", "jobTemplate", "spec", "template"],
    counts: ["spec", "jobTemplate", "spec"],
    count: "parallelism",
  },
};

/** The kind, if pods come from it; where `apiVersion` is absent, the kind alone decides. */
export function podKind(kind: string, apiVersion: unknown): PodKind | undefined {
  if (!Object.hasOwn(KIND_RULES, kind)) return undefined;
  const known = kind as PodKind;
  if (typeof apiVersion !== "string") return known;
  const [group, version] = apiVersion.split("/") as [string, string?];
  return KIND_RULES[known].groups.includes(version === undefined ? "" : group) ? known : undefined;
}
