import { compareNames } from "../../go/compare-names.ts";
import { entryAt, firstNotBefore, type PieceIndex, type Pieces, spliced } from "./pieces.ts";

/** Pods, each of them once, in the order of {@link compareNames}. */
export type PodList<T extends WithPod> = Pieces<T>;

interface WithPod {
  readonly podUid: string;
}

export function findPod<T extends WithPod>(list: PodList<T>, podUid: string): T | undefined {
  return at(list, placeOf(list, podUid), podUid);
}

/** Puts a pod into a list unless it is in it. */
export function addPod<T extends WithPod>(list: PodList<T>, entry: T): PodList<T> {
  const place = placeOf(list, entry.podUid);
  return at(list, place, entry.podUid) === undefined ? spliced(list, place, 0, entry) : list;
}

/** Puts a pod into a list, in the place of its older entry if it has one. */
export function putPod<T extends WithPod>(list: PodList<T>, entry: T): PodList<T> {
  const place = placeOf(list, entry.podUid);
  return spliced(list, place, at(list, place, entry.podUid) === undefined ? 0 : 1, entry);
}

export function dropPod<T extends WithPod>(list: PodList<T>, podUid: string): PodList<T> {
  const place = placeOf(list, podUid);
  return at(list, place, podUid) === undefined ? list : spliced(list, place, 1);
}

function at<T extends WithPod>(list: PodList<T>, place: PieceIndex, podUid: string): T | undefined {
  const entry = entryAt(list, place);
  return entry?.podUid === podUid ? entry : undefined;
}

function placeOf(list: PodList<WithPod>, podUid: string): PieceIndex {
  return firstNotBefore(list, (entry) => compareNames(entry.podUid, podUid) < 0);
}
