import { err, ok, type Result } from "../result.ts";
import { tooManyMappings } from "./check-mappings.ts";
import { CompiledMap, type IdMap } from "./id-map.ts";
import { type IdMapping, MAX_MAPPINGS, type TooManyMappings } from "./id-mapping.ts";
import { lookUpRange } from "./lookup.ts";

/** Why two maps cannot be composed: the result would have more than 340 mappings. */
export type ComposeError = TooManyMappings;

/**
 * Joins the map of a nested container with the map of the container around it.
 *
 * ```
 * nested container ──inner──▶ container ──outer──▶ host
 *                  ─────── compose ───────▶
 * ```
 *
 * Each mapping of `inner` is cut where `outer` has its bounds; what `outer` does not map is dropped.
 *
 * @param outer - the map of the container around, from its IDs to the host's
 * @param inner - the map of the nested container, from its IDs to those of the container around
 * @returns the map from the nested container to the host, which translates every ID as `inner` and then `outer` would;
 * or a refusal when it has more than 340 mappings
 * @throws TypeError when a map was not made by {@link createIdMap}.
 * @remarks The kernel composes when a map is written, and is stricter: each mapping must lie inside one mapping of the
 * parent, else EPERM (`map_write` and `map_id_range_down`, `kernel/user_namespace.c`).
 * @example
 * ```ts
 * import { compose, createIdMap, unwrap } from "userns-sim";
 *
 * const pod = unwrap(createIdMap([{ containerId: 0, hostId: 65536, size: 65536 }]));
 * const nested = unwrap(createIdMap([{ containerId: 0, hostId: 1000, size: 10 }]));
 * unwrap(compose(pod, nested)).mappings; // => [{ containerId: 0, hostId: 66536, size: 10 }]
 * ```
 */
export function compose(outer: IdMap, inner: IdMap): Result<IdMap, ComposeError> {
  const lookup = CompiledMap.down("compose", outer, "outer");
  const composed: IdMapping[] = [];
  for (const { containerId, hostId, size } of CompiledMap.lines("compose", inner, "inner"))
    for (const stretch of lookUpRange(lookup, hostId, hostId + size))
      if (stretch.target !== undefined)
        composed.push({
          containerId: containerId + stretch.start - hostId,
          hostId: stretch.target,
          size: stretch.size,
        });
  if (composed.length > MAX_MAPPINGS) return err(tooManyMappings(composed.length));
  return ok(CompiledMap.of(composed));
}
