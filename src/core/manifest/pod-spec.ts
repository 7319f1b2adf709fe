import type { ContainerId } from "../id/id.ts";
import { declaredId, readContainers } from "./containers.ts";
import {
  at,
  boolean,
  type Cursor,
  integer,
  isAbsent,
  isObjectOrAbsent,
  list,
  optionalName,
  report,
  string,
  wrongType,
} from "./cursor.ts";
import { findMisplaced } from "./misplaced.ts";
import type { PodSet } from "./pod-set.ts";
import { isObject, show } from "./value.ts";

/** The part of a {@link PodSet} that the pod's `spec` decides. */
export type PodSpecFacts = Pick<
  PodSet,
  | "nodeName"
  | "hostUsers"
  | "containers"
  | "supplementalGroups"
  | "fsGroup"
  | "supplementalGroupsPolicy"
  | "spec"
  | "specPath"
>;

/** What could not be read is a problem; `undefined` where there is no `spec`. */
export function readPodSpec(spec: Cursor): PodSpecFacts | undefined {
  if (isAbsent(spec)) return report(spec, { code: "missing", expected: "object" });
  if (!isObject(spec.value)) return wrongType(spec, "object");
  const context = at(spec, "securityContext");
  isObjectOrAbsent(context);
  findMisplaced(spec, spec.path, true);
  findMisplaced(context, spec.path, false);
  const containers = readContainers(spec, {
    runAsUser: declaredId(at(context, "runAsUser"), "pod", { from: "image" }),
    runAsGroup: declaredId(at(context, "runAsGroup"), "pod", { from: "image" }),
  });
  return {
    nodeName: readNodeName(at(spec, "nodeName")),
    hostUsers: boolean(at(spec, "hostUsers")),
    containers,
    supplementalGroups: readGroups(at(context, "supplementalGroups")),
    fsGroup: integer(at(context, "fsGroup")),
    supplementalGroupsPolicy: readPolicy(at(context, "supplementalGroupsPolicy")),
    spec: spec.value,
    specPath: spec.path,
  };
}

function readNodeName(cursor: Cursor): string | undefined {
  // A pod that no scheduler has seen has none; some tools write the empty text.
  return cursor.value === "" ? undefined : optionalName(cursor, "dns-subdomain");
}

function readGroups(cursor: Cursor): readonly ContainerId[] {
  return list(cursor).flatMap((group) => {
    if (isAbsent(group)) wrongType(group, "integer");
    return integer(group) ?? [];
  });
}

function readPolicy(cursor: Cursor): "Merge" | "Strict" {
  const policy = string(cursor);
  if (policy === "Strict") return policy;
  if (policy !== undefined && policy !== "Merge")
    report(cursor, { code: "wrong-type", found: show(policy), expected: "groups-policy" });
  return "Merge";
}
