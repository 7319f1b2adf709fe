import type { PodKind } from "./pod-set.ts";

/** How pods come out of an object of one kind. */
export interface KindRule {
  /** The API group that the kind belongs to; the same word in another group is another thing. */
  readonly groups: readonly string[];
  /** The way to the template: an object with a `spec`, and perhaps `metadata`. */
  readonly template: readonly string[];
  /** What counts the pods, and the way to the object that has it; absent where there is always one. */
  readonly count?: { readonly at: readonly string[]; readonly field: "replicas" | "parallelism" };
}

export const KIND_RULES: { readonly [Kind in PodKind]: KindRule } = {
  Pod: { groups: [""], template: [] },
  PodTemplate: { groups: [""], template: ["template"] },
  ReplicationController: { groups: [""], template: ["spec", "template"], count: { at: ["spec"], field: "replicas" } },
  Deployment: {
    groups: ["apps", "extensions"],
    template: ["spec", "template"],
    count: { at: ["spec"], field: "replicas" },
  },
  ReplicaSet: {
    groups: ["apps", "extensions"],
    template: ["spec", "template"],
    count: { at: ["spec"], field: "replicas" },
  },
  StatefulSet: { groups: ["apps"], template: ["spec", "template"], count: { at: ["spec"], field: "replicas" } },
  DaemonSet: { groups: ["apps", "extensions"], template: ["spec", "template"] },
  Job: { groups: ["batch"], template: ["spec", "template"], count: { at: ["spec"], field: "parallelism" } },
  CronJob: {
    groups: ["batch"],
    template: ["spec", "jobTemplate", "spec", "template"],
    count: { at: ["spec", "jobTemplate", "spec"], field: "parallelism" },
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
