import type { MapRead } from "../../core/forms/read-map.ts";
import { OVERFLOW_ID } from "../../core/id/id.ts";
import { sameFunction } from "../../core/idmap/equal.ts";
import type { IdMap } from "../../core/idmap/id-map.ts";
import { rangeToContainer, rangeToHost } from "../../core/idmap/ranges.ts";
import type { Asked } from "./asked.ts";
import type { MapFacts, MapKind, TranslateDocument } from "./json.ts";

export function translate(
  maps: MapRead,
  kind: "uid" | "gid" | undefined,
  from: "container" | "host",
  asked: readonly Asked[],
): TranslateDocument {
  const facts = chosenMaps(maps, kind).map(([kind, map]) => mapFacts(kind, map, from, asked));
  const pieces = facts.flatMap(({ translations }) => translations.flatMap((translation) => translation.pieces));
  const isUnmapped = pieces.some(({ containerId, hostId }) => containerId === null || hostId === null);
  return {
    outcome: isUnmapped ? "unmapped" : "mapped",
    form: maps.form,
    from,
    overflowId: OVERFLOW_ID,
    maps: facts,
  };
}

function chosenMaps({ uid, gid }: MapRead, kind: "uid" | "gid" | undefined): readonly (readonly [MapKind, IdMap])[] {
  if (kind !== undefined) return [[kind, kind === "gid" && gid !== undefined ? gid : uid]];
  if (gid === undefined) return [["unspecified", uid]];
  if (sameFunction(uid, gid)) return [["uid and gid", uid]];
  return [
    ["uid", uid],
    ["gid", gid],
  ];
}

function mapFacts(kind: MapKind, map: IdMap, from: "container" | "host", asked: readonly Asked[]): MapFacts {
  const rangeTo = from === "container" ? rangeToHost : rangeToContainer;
  return {
    kind,
    mappings: map.mappings,
    translations: asked.map(({ text, range }) => ({
      asked: text,
      pieces: rangeTo(map, range).map(({ containerId, hostId, size }) => ({
        containerId: containerId ?? null,
        hostId: hostId ?? null,
        size,
      })),
    })),
  };
}
