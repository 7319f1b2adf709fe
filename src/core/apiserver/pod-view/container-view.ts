import {
  at,
  boolean,
  type Cursor,
  fieldsAt,
  isObjectOrAbsent,
  list,
  string,
  textAt,
  within,
} from "../../manifest/cursor.ts";
import { int64 } from "./int64.ts";
import type { ContainerView } from "./pod-view-types.ts";
import { viewSecurity } from "./security-view.ts";

/** `VisitContainersWithPath`, `pkg/api/pod/util.go`: init containers first, ephemeral ones last. */
export function viewContainers(spec: Cursor): readonly ContainerView[] {
  return KINDS.flatMap(([kind, field]) => list(at(spec, field)).map((container) => viewContainer(container, kind)));
}

const KINDS = [
  ["init", "initContainers"],
  ["regular", "containers"],
  ["ephemeral", "ephemeralContainers"],
] as const;

function viewContainer(container: Cursor, kind: ContainerView["kind"]): ContainerView {
  isObjectOrAbsent(container);
  return {
    kind,
    path: container.path,
    name: textAt(container, "name"),
    image: textAt(container, "image"),
    security: viewSecurity(at(container, "securityContext")),
    hasVolumeDevices: list(at(container, "volumeDevices")).length > 0,
    hasPluginDevices: fieldsAt(within(container, "resources", "limits")).some(isExtendedResource),
    mounts: list(at(container, "volumeMounts")).map((mount) => ({
      path: mount.path,
      volume: textAt(mount, "name"),
      mountPath: textAt(mount, "mountPath"),
      readOnly: boolean(at(mount, "readOnly")) === true,
      propagation: string(at(mount, "mountPropagation")),
    })),
    restartPolicy: string(at(container, "restartPolicy")),
    hostPorts: list(at(container, "ports")).flatMap((port) => int64(at(port, "hostPort")) || []),
    hosts: HANDLERS.map((handler) => within(container, ...handler)).flatMap((handler) =>
      ACTIONS.flatMap((action) => textAt(at(handler, action), "host") || []),
    ),
  };
}

/** `IsExtendedResourceName`, `pkg/apis/core/v1/helper/helpers.go`. */
function isExtendedResource(name: string): boolean {
  return name.includes("/") && !name.includes("kubernetes.io/");
}

/** The probes, then the lifecycle handlers. */
const HANDLERS = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
] as const;

const ACTIONS = ["httpGet", "tcpSocket"] as const;
