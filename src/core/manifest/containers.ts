import { at, type Cursor, integer, isAbsent, isObjectOrAbsent, list, name, report, wrongType } from "./cursor.ts";
import { findMisplaced } from "./misplaced.ts";
import type { DeclaredId, PodContainer } from "./pod-set.ts";
import { elements, isObject } from "./value.ts";

/** The user and group that a pod declares for all of its containers. */
export interface PodIds {
  readonly runAsUser: DeclaredId;
  readonly runAsGroup: DeclaredId;
}

/** Reads the containers of all three kinds; what cannot be read is a problem. */
export function readContainers(spec: Cursor, podIds: PodIds): readonly PodContainer[] {
  const regular = at(spec, "containers");
  if (isAbsent(regular) || elements(regular.value)?.length === 0)
    report(regular, { code: "missing", expected: "container" });
  return [
    ...readList(spec, at(spec, "initContainers"), "init", podIds),
    ...readList(spec, regular, "regular", podIds),
    ...readList(spec, at(spec, "ephemeralContainers"), "ephemeral", podIds),
  ];
}

/** Reads an ID that may be declared in a `securityContext`. */
export function declaredId(cursor: Cursor, from: "container" | "pod", otherwise: DeclaredId): DeclaredId {
  const id = integer(cursor);
  return id === undefined ? otherwise : { from, id };
}

function readList(
  spec: Cursor,
  containers: Cursor,
  type: PodContainer["type"],
  podIds: PodIds,
): readonly PodContainer[] {
  return list(containers).flatMap((container) => {
    if (!isObject(container.value)) {
      wrongType(container, "object");
      return [];
    }
    const context = at(container, "securityContext");
    isObjectOrAbsent(context);
    findMisplaced(container, spec.path, false);
    findMisplaced(context, spec.path, false);
    const runAsUser = declaredId(at(context, "runAsUser"), "container", podIds.runAsUser);
    const runAsGroup = declaredId(at(context, "runAsGroup"), "container", podIds.runAsGroup);
    const ownName = name(at(container, "name"), "dns-label");
    return ownName === undefined ? [] : [{ name: ownName, type, path: container.path, runAsUser, runAsGroup }];
  });
}
