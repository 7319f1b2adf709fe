import { podIdMap, toContainer, toContainerOrOverflow, toHost } from "userns-sim";
import { ruler } from "userns-sim/lessons";
import { ownersOf, type PlacedPod } from "userns-sim/node";
import type { Selected } from "../play.ts";
import type { PlayedId, PlayedOwner, PlayedRulers } from "../shown.ts";
import type { Happened } from "../world/happened.ts";
import { placeIn } from "../world/slots-of-pool.ts";

/**
 * The pod that is selected, as it is placed; null where it does not run. Where none is, or one that was never there, as after
 * other manifests were pasted, it is the one that escapes.
 */
export function selectedPod(
  { node, pods }: Happened,
  { pod }: Selected,
  escapes: string | undefined,
): PlacedPod | null {
  const uid = pods.some((each) => each.uid === pod) ? pod : escapes;
  return node?.pods.find((each) => each.pod.uid === uid) ?? null;
}

export function rulersOf(placed: PlacedPod | null, id: PlayedId | null): PlayedRulers | null {
  if (placed?.range === undefined) return null;
  const maps = podIdMap(placed.range);
  const inside = id === null ? [] : (id.container ?? (id.side === "container" ? id.id : []));
  const marks = [inside].flat();
  return { pod: placed.pod.uid, label: placed.label, uid: ruler(maps.uid, marks), gid: ruler(maps.gid, marks) };
}

/** The selected ID, in all numberings. */
export function playedId(happened: Happened, placed: PlacedPod | null, { id: asked }: Selected): PlayedId | null {
  if (asked === null) return null;
  const { side, id } = asked;
  const map = placed?.range === undefined ? undefined : podIdMap(placed.range).uid;
  // In the user namespace of the host an ID is the same inside and outside.
  const host = side === "host" ? id : map !== undefined ? (toHost(map, id) ?? null) : placed === null ? null : id;
  const container =
    side === "container"
      ? host === null
        ? null
        : id
      : map !== undefined
        ? (toContainer(map, id) ?? null)
        : placed === null
          ? null
          : id;
  const shown = side === "host" && map !== undefined && container === null ? toContainerOrOverflow(map, id) : null;
  return {
    ...asked,
    container,
    host,
    shown,
    ...placeIn(happened.pool, host),
    owners: host === null ? [] : ownersHere(happened, host),
  };
}

/** The pods that have a host ID. */
export function ownersHere({ files, labelOf }: Happened, host: number): readonly PlayedOwner[] {
  return ownersOf(files, host).owners.map(({ podUid, container, maps }) => ({
    pod: podUid,
    label: labelOf(podUid),
    container: container.start,
    maps,
  }));
}
