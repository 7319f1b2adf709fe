import {
  at,
  boolean,
  type Cursor,
  isAbsent,
  isObjectOrAbsent,
  objectAt,
  objects,
  string,
  wrongType,
} from "../../manifest/cursor.ts";
import type { ManifestPath } from "../../manifest/place.ts";
import type { ManifestProblem } from "../../manifest/problem.ts";
import { viewContainers } from "./container-view.ts";
import type { ContainerView, SecurityView, VolumeView } from "./pod-view-types.ts";
import { viewSecurity } from "./security-view.ts";
import { viewVolumes } from "./volume-view.ts";

/** What the checks look at in the `spec` of a pod, read once and checked for its types. */
export interface PodView {
  /** The way to the `spec`, as messages name it. */
  readonly path: ManifestPath;
  readonly hostUsers: boolean | undefined;
  readonly hostNetwork: boolean;
  readonly hostPID: boolean;
  readonly hostIPC: boolean;
  readonly shareProcessNamespace: boolean | undefined;
  readonly automountServiceAccountToken: boolean | undefined;
  readonly os: string | undefined;
  /** `nodeName`: a scheduler is not asked where it is set. */
  readonly nodeName: string | undefined;
  /** Whether it claims devices of DRA: `resourceClaims`. */
  readonly claimsDevices: boolean;
  readonly runtimeClassName: string | undefined;
  readonly security: SecurityView;
  readonly volumes: readonly VolumeView[];
  /** The containers in the order upstream visits them: init, regular, ephemeral. */
  readonly containers: readonly ContainerView[];
  /** The fields that cannot be decoded. */
  readonly problems: readonly ManifestProblem[];
}

/** What cannot be decoded is a problem and counts as absent. */
export function viewPod(spec: unknown): PodView {
  const problems: ManifestProblem[] = [];
  const cursor: Cursor = { value: spec, document: 0, path: ["spec"], problems };
  if (isAbsent(cursor)) wrongType(cursor, "object");
  isObjectOrAbsent(cursor);
  return {
    path: cursor.path,
    hostUsers: boolean(at(cursor, "hostUsers")),
    hostNetwork: boolean(at(cursor, "hostNetwork")) === true,
    hostPID: boolean(at(cursor, "hostPID")) === true,
    hostIPC: boolean(at(cursor, "hostIPC")) === true,
    shareProcessNamespace: boolean(at(cursor, "shareProcessNamespace")),
    automountServiceAccountToken: boolean(at(cursor, "automountServiceAccountToken")),
    os: string(at(objectAt(cursor, "os"), "name")),
    nodeName: string(at(cursor, "nodeName")),
    claimsDevices: objects(at(cursor, "resourceClaims")).length > 0,
    runtimeClassName: string(at(cursor, "runtimeClassName")),
    security: viewSecurity(objectAt(cursor, "securityContext")),
    volumes: viewVolumes(objects(at(cursor, "volumes"))),
    containers: viewContainers(cursor),
    problems,
  };
}

/** Tells whether a pod asks for a user namespace of its own. */
export function isInUserns({ hostUsers }: PodView): boolean {
  return hostUsers === false;
}
