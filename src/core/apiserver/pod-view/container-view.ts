import { at, boolean, type Cursor, fieldsAt, objectAt, objects, string, textAt } from "../../manifest/cursor.ts";
import { int64 } from "./int64.ts";
import type { ContainerView } from "./pod-view-types.ts";
import { viewSecurity } from "./security-view.ts";

/** `VisitContainersWithPath`, `pkg/api/pod/util.go`: init containers first, ephemeral ones last. */
export function viewContainers(spec: Cursor): readonly ContainerView[] {
  return KINDS.flatMap(([kind, field]) => objects(at(spec, field)).map((container) => viewContainer(container, kind)));
}

const KINDS = [
  ["init", "initContainers"],
  ["regular", "containers"],
  ["ephemeral", "ephemeralContainers"],
] as const;

function viewContainer(container: Cursor, kind: ContainerView["kind"]): ContainerView {
  const lifecycle = objectAt(container, "lifecycle");
  const handlers = [
    ...PROBES.map((probe) => objectAt(container, probe)),
    ...LIFECYCLE_HANDLERS.map((handler) => objectAt(lifecycle, handler)),
  ];
  return {
    kind,
    path: container.path,
    name: textAt(container, "name"),
    image: textAt(container, "image"),
    security: viewSecurity(objectAt(container, "securityContext")),
    hasVolumeDevices: objects(at(container, "volumeDevices")).length > 0,
    hasPluginDevices: fieldsAt(objectAt(objectAt(container, "resources"), "limits")).some(isExtendedResource),
    mounts: objects(at(container, "volumeMounts")).map((mount) => ({
      path: mount.path,
      volume: textAt(mount, "name"),
      mountPath: textAt(mount, "mountPath"),
      readOnly: boolean(at(mount, "readOnly")) === true,
      propagation: string(at(mount, "mountPropagation")),
    })),
    restartPolicy: string(at(container, "restartPolicy")),
    hostPorts: objects(at(container, "ports")).flatMap((port) => int64(at(port, "hostPort")) || []),
    hosts: handlers.flatMap((handler) => ACTIONS.flatMap((action) => textAt(objectAt(handler, action), "host") || [])),
  };
}

/** `IsExtendedResourceName`, `pkg/apis/core/v1/helper/helpers.go`. */
function isExtendedResource(name: string): boolean {
  return name.includes("/") && !name.includes("kubernetes.io/");
}

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

const LIFECYCLE_HANDLERS = ["postStart", "preStop"] as const;

const ACTIONS = ["httpGet", "tcpSocket"] as const;
