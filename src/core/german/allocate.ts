import type { SnapshotRefusal, StepRefusal } from "../allocate/english.ts";
import type { PoolError } from "../allocate/pool/pool-error.ts";
import { quote, showRange } from "../allocate/show.ts";
import type { SizePastMax } from "../allocate/sizing/auto-size.ts";
import type { ProposalFlaw } from "../allocate/strategy/allocate-error.ts";
import type { Explanations } from "../explanations.ts";
import type { HostId } from "../id/id.ts";
import type { IdRange } from "../range/range.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/printable.ts";
import { expectationGerman } from "./shape.ts";

export const poolGerman: Explanations<PoolError | SizePastMax> = {
  "size-past-max": ({ size, max }) =>
    `Der Container braucht ${counted(size, "ID")}, ungefragt gibt es aber höchstens ${max}. Verlange eine Größe, oder heb die Grenze an.`,
  "zero-ids-per-pod": () => "Aus dem Vorrat bekäme ein Pod gar keine IDs; idsPerPod muss mindestens 1 sein.",
  "start-misaligned": ({ start, idsPerPod, nearest }) =>
    `Der Vorrat beginnt bei ${start}, und das ist kein Vielfaches von ${idsPerPod}, der Zahl der IDs je Pod; ${nearest} wäre eines.`,
  "start-below-ids-per-pod": ({ start, nearest }) =>
    `Der Vorrat beginnt bei ${start}, die ersten ${nearest} IDs gehören aber dem Host; er muss bei ${nearest} oder darüber beginnen.`,
  "size-misaligned": ({ size, idsPerPod, nearest }) =>
    `Der Vorrat hat ${counted(size, "ID")}, und das geht in Plätzen zu ${idsPerPod} nicht auf; ${counted(nearest, "ID")} gingen auf.`,
  "empty-pool": ({ nearest }) => `Der Vorrat hat keine IDs; ein Pod braucht ${nearest}.`,
  "past-last-id": ({ start, size, nearest }) =>
    `Der Vorrat endet bei ${start + size}, die letzte brauchbare ID ist aber 4294967294; ab ${start} reicht es in ganzen Plätzen für ${counted(nearest, "ID")}.`,
  "too-many-slots": ({ slots, limit }) =>
    `Der Vorrat hat ${slots} Plätze. Linux führt aber höchstens ${limit} Prozesse aus, mehr Pods kann es also nicht geben. Nimm einen kleineren Vorrat, oder gib einem Pod mehr IDs.`,
};

export const stepGerman: Explanations<StepRefusal, ProposalFlaw> = {
  exhausted: ({ podUid, slots, freeSlots, capacity }) =>
    freeSlots === 0
      ? `Für Pod ${quote(podUid)} ist kein Platz frei: ${capacity === 1 ? "der eine im Vorrat ist" : `alle ${capacity} im Vorrat sind`} vergeben.`
      : `Pod ${quote(podUid)} braucht ${slots} Plätze, von den ${capacity} im Vorrat ${freeSlots === 1 ? "ist aber nur 1" : `sind aber nur ${freeSlots}`} frei.`,
  "other-size": ({ podUid, ranges, wanted }) =>
    `Pod ${quote(podUid)} hat schon ${showRanges(ranges)}; gib das frei, bevor er ${counted(wanted, "ID")} bekommt.`,
  "strategy-refused": ({ strategy, reason }) => `Die Strategie ${quote(strategy)} gibt keinen ID-Bereich: ${reason}.`,
  "strategy-threw": ({ strategy, during, thrown }) =>
    `Die Strategie ${quote(strategy)} warf in ${during} eine Ausnahme: ${thrown}`,
  "answered-later": ({ strategy, during }) =>
    `Die Strategie ${quote(strategy)} gab aus ${during} ein Promise zurück; eine Strategie antwortet sofort.`,
  "bad-memory": ({ strategy, during }) =>
    during === "accepts"
      ? `Die Strategie ${quote(strategy)} nimmt das Gedächtnis im Snapshot nicht an.`
      : `Die Strategie ${quote(strategy)} gab aus ${during} kein Gedächtnis zurück, oder eines, das nicht in JSON passt.`,
  "bad-proposal": ({ strategy, flaw }, explain) => `Die Strategie ${quote(strategy)} liegt falsch: ${explain(flaw)}`,
  "not-a-proposal": () => "Zurück kam weder { ranges, memory } noch { refuse }.",
  "not-a-range": () => "Start und Größe eines ID-Bereichs müssen ganze Zahlen von 0 bis 4294967295 sein.",
  "wrong-total": ({ size, wanted }) => `Vorgeschlagen sind ${counted(size, "ID")}; der Pod soll ${wanted} bekommen.`,
  "not-allocated": ({ podUid }) => `Pod ${quote(podUid)} hat keinen ID-Bereich, den er zurückgeben könnte.`,
  "already-allocated": ({ podUid, ranges, wanted }) =>
    `Pod ${quote(podUid)} hat schon ${showRanges(ranges)}; gib das frei, bevor er ${showRanges(wanted)} bekommt.`,
  "wrong-size": ({ range, idsPerPod }) =>
    `Der ID-Bereich ${showRange(range)} hat ${counted(range.size, "ID")}, und das geht in Plätzen zu ${idsPerPod} nicht auf.`,
  misaligned: ({ range, idsPerPod }) =>
    `Der ID-Bereich ${showRange(range)} beginnt nicht bei einem Vielfachen von ${idsPerPod}.`,
  "out-of-pool": ({ range, pool }) => `Der ID-Bereich ${showRange(range)} liegt nicht im Vorrat ${showRange(pool)}.`,
  excluded: ({ range }) => `Der ID-Bereich ${showRange(range)} enthält eine ID, die der Vorrat ausnimmt.`,
  taken: ({ range, owner }) => `Der ID-Bereich ${showRange(range)} enthält IDs von Pod ${quote(owner)}.`,
  overlapping: ({ range, other }) =>
    `Der ID-Bereich ${showRange(range)} hat IDs mit ${showRange(other)} gemeinsam, und beide soll der Pod bekommen.`,
  "range-count": ({ limit, count }) => `Ein Pod bekommt 1 bis ${limit} ID-Bereiche, nicht ${count}.`,
};

export const snapshotGerman: Explanations<SnapshotRefusal, PoolError | ProposalFlaw> = {
  "not-plain-data": ({ path }) => `${place(path)} passt nicht in JSON oder ist mehr als 100 Ebenen tief.`,
  mistyped: ({ path, expected }) => `${place(path)} passt nicht; erwartet: ${expectationGerman(expected)}.`,
  "unknown-field": ({ path }) => `Ein Snapshot hat kein Feld ${printable(path)}.`,
  "unknown-schema": ({ schema, expected }) =>
    `Das ist ein Dokument der Art ${quote(schema)}, erwartet ist ${quote(expected)}.`,
  "other-strategy": ({ strategy, expected }) =>
    `Der Snapshot entstand mit der Strategie ${quote(strategy)}; mit deren Gedächtnis kann ${quote(expected)} nichts anfangen.`,
  "bad-pool": ({ cause }, explain) => `Der Vorrat im Snapshot ist unbrauchbar. ${explain(cause)}`,
  "duplicate-pod": ({ podUid, index }) =>
    `Pod ${quote(podUid)} steht zweimal im Snapshot, zum zweiten Mal bei pods[${index}].`,
  "bad-range": ({ podUid, index, flaw }, explain) =>
    `Pod ${quote(podUid)} bei pods[${index}] kann seine ID-Bereiche nicht haben: ${explain(flaw)}`,
};

function showRanges(ranges: readonly IdRange<HostId>[]): string {
  const shown = ranges.slice(0, 4).map(showRange).join(" und ");
  return ranges.length > 4 ? `${shown} und ${ranges.length - 4} weitere` : shown;
}

function place(path: string): string {
  return path === "" ? "Der Snapshot" : `${printable(path)} im Snapshot`;
}
