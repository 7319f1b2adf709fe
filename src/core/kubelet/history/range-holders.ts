import { compareNames } from "../../go/compare-names.ts";
import {
  firstNotBefore,
  nextPiece,
  type PieceIndex,
  type Pieces,
  pieceAt,
  piecesOf,
  spliced,
} from "../lists/pieces.ts";
import { type KubeletPodRange, overlap } from "../settings/pod-ranges.ts";

/** Pods in the order of their first host IDs, so that those that share an ID stand near each other. */
export interface RangeHolders {
  readonly byHostId: Pieces<KubeletPodRange>;
  /** No pod has or had more IDs. */
  readonly longest: number;
}

export function holdersOf(ranges: readonly KubeletPodRange[]): RangeHolders {
  return {
    byHostId: piecesOf([...ranges].sort(compareHolders)),
    longest: ranges.reduce((most, { length }) => Math.max(most, length), 0),
  };
}

export function putHolder(holders: RangeHolders, range: KubeletPodRange): RangeHolders {
  const { byHostId, longest } = holders;
  return {
    ...holders,
    byHostId: spliced(byHostId, placeOf(byHostId, range), 0, range),
    longest: Math.max(longest, range.length),
  };
}

/** @param range - one that is among them */
export function dropHolder(holders: RangeHolders, range: KubeletPodRange): RangeHolders {
  const { byHostId } = holders;
  return { ...holders, byHostId: spliced(byHostId, placeOf(byHostId, range), 1) };
}

/** Tells whether another pod has an ID of one. */
export function overlapsAnother({ byHostId, longest }: RangeHolders, own: KubeletPodRange): boolean {
  let place: PieceIndex | undefined = firstNotBefore(byHostId, ({ hostId }) => hostId + longest <= own.hostId);
  while (place !== undefined) {
    for (const other of pieceAt(byHostId, place).slice(place.at)) {
      if (other.hostId >= own.hostId + own.length) return false;
      if (other.podUid !== own.podUid && overlap(other, own)) return true;
    }
    place = nextPiece(byHostId, place);
  }
  return false;
}

function placeOf(list: Pieces<KubeletPodRange>, range: KubeletPodRange): PieceIndex {
  return firstNotBefore(list, (other) => compareHolders(other, range) < 0);
}

function compareHolders(a: KubeletPodRange, b: KubeletPodRange): number {
  return a.hostId - b.hostId || compareNames(a.podUid, b.podUid);
}
