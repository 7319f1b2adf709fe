import { explain } from "../../../core/explain/main.ts";
import type { HostId } from "../../../core/id/id.ts";
import { compose } from "../../../core/idmap/compose.ts";
import { sameFunction } from "../../../core/idmap/equal.ts";
import { createIdMap, type IdMap } from "../../../core/idmap/id-map.ts";
import type { IdMapping } from "../../../core/idmap/id-mapping.ts";
import { toHost } from "../../../core/idmap/translate.ts";
import type { Process } from "../../../core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../core/kernel/credentials/user-namespace.ts";
import { unwrap } from "../../../core/result.ts";
import { Failure } from "../../base/failure.ts";
import type { Question } from "../question/question.ts";
import { namespaceOf } from "./namespace-of.ts";

/** The options that the map of who asks is made of. */
export type MapName = "--map" | "--map and --outer together";

/** Where a target lives. */
export interface Place {
  readonly userNamespace: UserNamespace;
  readonly preposition: "on" | "in";
  readonly name: string;
  /** Who made a namespace below, as the host sees it. */
  readonly maker?: HostId;
  /** The option that its IDs are mapped by. */
  readonly option: MapName | "--target-map";
}

/** @throws Failure when the options name no place, or more than one. */
export function placeOf(question: Question, asker: Process, mapName: MapName): Place {
  const { map, targetMap, samePod, otherPod, below } = question;
  const relations = [samePod && "--same-pod", otherPod && "--other-pod", below && "--below"].filter(Boolean);
  if (question.madeBy !== undefined && !below) throw new Failure("--made-by has a meaning with --below only");
  if (relations.length > 1) throw new Failure(`the target lives in one place: ${relations.join(" or ")}?`);
  if (samePod) return samePodOf(question, asker, mapName);
  if (below) return belowOf(question, asker, mapName);
  if (otherPod && map === undefined)
    throw new Failure("--other-pod has a meaning with --map only: another than that of who asks");
  const mappings = otherPod ? (targetMap ?? map) : targetMap;
  if (mappings === undefined)
    return { userNamespace: initialNamespace(), preposition: "on", name: "the host", option: "--target-map" };
  const userNamespace = namespaceOf("--target-map", mappings, "target");
  const isTwin = map !== undefined && sameFunction(asker.userNamespace.uidMap, userNamespace.uidMap);
  if (isTwin && !otherPod)
    throw new Failure(
      "--target-map is the map of who asks: the same pod, or another with the same IDs? Say --same-pod, or --other-pod",
    );
  const name = map === undefined ? "a pod" : `another pod${isTwin ? " with the same IDs" : ""}`;
  return { userNamespace, preposition: "in", name, option: "--target-map" };
}

function samePodOf({ map, targetMap }: Question, { userNamespace }: Process, mapName: MapName): Place {
  if (map === undefined)
    throw new Failure("--same-pod has a meaning with --map only: without one, both live on the host");
  if (targetMap !== undefined)
    throw new Failure("--same-pod takes no --target-map: the target has the map of who asks");
  return { userNamespace, preposition: "in", name: "the same pod", option: mapName };
}

function belowOf({ targetMap, madeBy }: Question, { userNamespace: parent, euid }: Process, mapName: MapName): Place {
  if (targetMap === undefined)
    throw new Failure("--below takes a --target-map: from the IDs of the target to those of who asks");
  const inner = createIdMap(targetMap);
  if (!inner.ok) throw new Failure(`--target-map: ${explain(inner.error)}`);
  const map = within(parent.uidMap, inner.value);
  const maker = madeBy === undefined ? undefined : toHost(parent.uidMap, madeBy);
  if (madeBy !== undefined && maker === undefined)
    throw new Failure(`ID ${madeBy} is not mapped by ${mapName}, so nobody with it made a namespace there`);
  // Unless said otherwise, a pod's namespaces are made by its root, as those of the host by the host's.
  const owner = maker ?? toHost(parent.uidMap, 0) ?? euid;
  const userNamespace = createUserNamespace(parent, { id: "target", owner, maps: { uid: map, gid: map } });
  return { userNamespace, preposition: "in", name: "a namespace below", maker: owner, option: "--target-map" };
}

/** `map_id_range_down`, `kernel/user_namespace.c`: each mapping lies inside one of the parent, or the map cannot be written. */
function within(outer: IdMap, inner: IdMap): IdMap {
  const isInside = ({ hostId, size }: IdMapping): boolean =>
    outer.mappings.some((mapping) => {
      const end = mapping.containerId + mapping.size;
      return mapping.containerId <= hostId && hostId + size <= end;
    });
  if (!inner.mappings.every(isInside))
    throw new Failure("each mapping of --target-map must lie, with --below, inside one mapping of the map of who asks");
  return unwrap(compose(outer, inner));
}
