import type { FormMaps } from "../../core/forms/form/form-maps.ts";
import { FORMS } from "../../core/forms/forms.ts";
import { compose } from "../../core/idmap/compose.ts";
import { sameFunction } from "../../core/idmap/equal.ts";
import { type IdMap, initialIdMap } from "../../core/idmap/id-map.ts";
import { rangeToContainer, rangeToHost } from "../../core/idmap/ranges.ts";
import type { IdRange } from "../../core/range/range.ts";
import { unwrap } from "../../core/result.ts";
import { Failure } from "../base/failure.ts";
import type { GivenMap } from "../inputs/given-map.ts";
import type { StepFacts } from "./json.ts";

/** A map, and the one that it lives in. */
export interface Levels {
  readonly inner: IdMap;
  readonly outer: IdMap | undefined;
  /** Both together: from the container to the host. */
  readonly whole: IdMap;
}

/** The levels of what was given, for users and for groups. */
export function levelsOf({ text, read, outer, options }: GivenMap): Readonly<Record<"uid" | "gid", Levels>> {
  // In a map in which every ID is itself, numbers that are looked up are as they are written.
  const itself: FormMaps = { uid: initialIdMap(), gid: undefined };
  const asWritten = outer === undefined ? undefined : FORMS[read.form].read(text, { ...options, outer: itself });
  const levels = (of: "uid" | "gid"): Levels => {
    const within = outer === undefined ? undefined : mapOf(outer.read, of);
    const written = asWritten?.ok ? mapOf(asWritten.value, of) : undefined;
    // Of what is not said there are no numbers: it is the outer map.
    return levelsIn(read, of, within, written === itself.uid ? undefined : written);
  };
  return { uid: levels("uid"), gid: levels("gid") };
}

function mapOf({ uid, gid = uid }: FormMaps, kind: "uid" | "gid"): IdMap {
  return kind === "uid" ? uid : gid;
}

function levelsIn(read: FormMaps, of: "uid" | "gid", outer: IdMap | undefined, asWritten: IdMap | undefined): Levels {
  const inner = mapOf(read, of);
  if (outer === undefined) return { inner, outer, whole: inner };
  if (read.isOnHost === true) {
    // Where all of it was looked up there, its own numbers are in between; where not, they are the host's already.
    const composed = asWritten && compose(outer, asWritten);
    return asWritten && composed?.ok && sameFunction(composed.value, inner)
      ? { inner: asWritten, outer, whole: inner }
      : { inner, outer: undefined, whole: inner };
  }
  const composed = compose(outer, inner);
  if (!composed.ok)
    throw new Failure(`--outer: both maps together have more than the 340 mappings that the kernel takes`);
  return { inner, outer, whole: unwrap(composed) };
}

/** What becomes of a range on both levels, in pieces; `undefined` where there is one level only. */
export function stepsOf(
  { inner, outer }: Levels,
  from: "container" | "host",
  range: IdRange<number>,
): readonly StepFacts[] | undefined {
  if (outer === undefined) return undefined;
  if (from === "container")
    return rangeToHost(inner, range).flatMap(({ containerId = null, hostId, size }): readonly StepFacts[] => {
      if (hostId === undefined) return [{ containerId, intermediateId: null, hostId: null, size }];
      const start: number = hostId;
      return rangeToHost(outer, { start, size }).map((piece) => ({
        containerId: (containerId ?? 0) + (piece.containerId ?? 0) - start,
        intermediateId: piece.containerId ?? null,
        hostId: piece.hostId ?? null,
        size: piece.size,
      }));
    });
  return rangeToContainer(outer, range).flatMap(({ containerId, hostId, size }): readonly StepFacts[] => {
    if (containerId === undefined) return [{ containerId: null, intermediateId: null, hostId: hostId ?? null, size }];
    const start: number = containerId;
    return rangeToContainer(inner, { start, size }).map((piece) => ({
      containerId: piece.containerId ?? null,
      intermediateId: piece.hostId ?? null,
      hostId: (hostId ?? 0) + (piece.hostId ?? 0) - start,
      size: piece.size,
    }));
  });
}
