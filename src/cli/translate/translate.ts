import type { FormMaps } from "../../core/forms/form/form-maps.ts";
import type { FormName } from "../../core/forms/form/form-names.ts";
import { OVERFLOW_ID } from "../../core/id/id.ts";
import { sameFunction } from "../../core/idmap/equal.ts";
import { emptyIdMap } from "../../core/idmap/id-map.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { rangeToContainer, rangeToHost } from "../../core/idmap/ranges.ts";
import type { GivenMap } from "../inputs/given-map.ts";
import type { Asked } from "./asked.ts";
import { DIRECTIONS } from "./directions.ts";
import type { MapFacts, MapKind, PieceFacts, TranslateDocument } from "./json.ts";
import { type Levels, levelsOf, stepsOf } from "./levels.ts";
import { subordinateFacts } from "./subordinate.ts";
import { cutAtUnseen, isUnseen } from "./unseen.ts";
import { writeMap, writeNone } from "./write.ts";

export interface TranslateAsked {
  readonly kind?: "uid" | "gid";
  readonly from: "container" | "host";
  readonly write?: FormName;
}

export function translate(
  given: GivenMap,
  { kind, from, write }: TranslateAsked,
  asked: readonly Asked[],
): TranslateDocument {
  const { read, outer, options } = given;
  const { unseen = [] } = read;
  const chosen = chosenMaps(given, kind);
  const maps = said(chosen).map(([kind, levels]) => mapFacts(kind, levels, unseen, from, asked));
  const pieces = maps.flatMap(({ translations }) => translations.flatMap((translation) => translation.pieces));
  const makesNamespace = read.otherIds === undefined;
  const written =
    write === undefined ? null : makesNamespace ? writeMap(write, wholeMaps(chosen, kind), options) : writeNone(write);
  return {
    outcome: written?.text === null ? "cannot-write" : outcomeOf(pieces, unseen),
    form: read.form,
    makesNamespace,
    direction: DIRECTIONS[read.form],
    from,
    overflowId: OVERFLOW_ID,
    outerForm: outer?.read.form ?? null,
    maps,
    subordinate: subordinateFacts(given, (from === "container" && asked[0]?.range.start) || EXAMPLE_ID),
    written,
  };
}

/** The first user of most machines, about whom most people ask. */
const EXAMPLE_ID = 1000;

function outcomeOf(pieces: readonly PieceFacts[], unseen: readonly IdMapping[]): TranslateDocument["outcome"] {
  const open = pieces.filter(({ containerId, hostId }) => containerId === null || hostId === null);
  if (open.length === 0) return "mapped";
  return open.every((piece) => isUnseen(piece, unseen)) ? "unseen" : "unmapped";
}

type Chosen = readonly [MapKind, Levels];

/** A text that is about users only says nothing of groups, not that they are unmapped; and the other way round. */
function said(chosen: readonly Chosen[]): readonly Chosen[] {
  const some = chosen.filter(([, { inner }]) => inner.mappings.length > 0);
  return some.length > 0 ? some : chosen;
}

function chosenMaps(given: GivenMap, kind: "uid" | "gid" | undefined): readonly Chosen[] {
  const { read, outer } = given;
  const levels = levelsOf(given);
  if (kind !== undefined) return [[kind, levels[kind]]];
  const { uid, gid } = levels;
  if (read.gid === undefined && outer?.read.gid === undefined) return [["unspecified", uid]];
  if (sameFunction(uid.inner, gid.inner) && sameFunction(uid.whole, gid.whole)) return [["uid and gid", uid]];
  return [
    ["uid", uid],
    ["gid", gid],
  ];
}

/** Of one kind alone, the other one has no mapping: a map that is left out would be taken for one of both. */
function wholeMaps(chosen: readonly Chosen[], kind: "uid" | "gid" | undefined): FormMaps {
  const [first, second] = chosen.map(([, { whole }]) => whole);
  if (first === undefined) throw new TypeError("there is no map");
  if (kind === undefined) return { uid: first, gid: second };
  return kind === "uid" ? { uid: first, gid: emptyIdMap() } : { uid: emptyIdMap(), gid: first };
}

function mapFacts(
  kind: MapKind,
  levels: Levels,
  unseen: readonly IdMapping[],
  from: "container" | "host",
  asked: readonly Asked[],
): MapFacts {
  const { inner, outer, whole } = levels;
  const rangeTo = from === "container" ? rangeToHost : rangeToContainer;
  return {
    kind,
    mappings:
      unseen.length === 0
        ? inner.mappings
        : [...inner.mappings, ...unseen].sort((a, b) => a.containerId - b.containerId),
    outer: outer?.mappings ?? null,
    composed: outer === undefined ? null : whole.mappings,
    translations: asked.map(({ text, range }) => ({
      asked: text,
      pieces: cutAtUnseen(
        rangeTo(whole, range).map(({ containerId = null, hostId = null, size }) => ({ containerId, hostId, size })),
        unseen,
      ),
      steps: stepsOf(levels, from, range) ?? null,
    })),
  };
}
