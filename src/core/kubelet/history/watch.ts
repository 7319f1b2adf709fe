import { toUint32 } from "../../go/go-uint32.ts";
import { joined, piecesOf, some } from "../lists/pieces.ts";
import { findPod, type PodList } from "../lists/pod-list.ts";
import { hasSlot } from "../lists/slots.ts";
import type { PodUserns } from "../manager/create-event.ts";
import { allocatedSlot, slotsTouched } from "../manager/manager.ts";
import type { OpenKubelet } from "../manager/open-kubelet.ts";
import type { OpenManager } from "../manager/open-manager.ts";
import { DEFECT_NAMES, type DefectName } from "../releases/defects.ts";
import type { KubeletError } from "../settings/errors.ts";
import { type KubeletPodRange, overlap } from "../settings/pod-ranges.ts";
import { dropHolder, holdersOf, holdsFrom, overlapsAnother, putHolder, type RangeHolders } from "./range-holders.ts";
import { type KubeletEvent, type OpenStep, openStep } from "./step.ts";

/** A kubelet that somebody watches for its known defects. */
export interface Watched {
  readonly kubelet: OpenKubelet;
  /** Its sandboxes, by the host IDs that they have. */
  readonly holders: RangeHolders;
  /** The pods that its manager remembers, by the host IDs that it gave them. */
  readonly owners: RangeHolders;
}

/** A watched kubelet after an event. */
export interface WatchedStep extends OpenStep {
  readonly watched: Watched;
  /** The known defects that showed. */
  readonly defects: readonly DefectName[];
}

export function watch(kubelet: OpenKubelet): Watched {
  return { kubelet, holders: holdersOf(joined(kubelet.sandboxes)), owners: holdersOf(joined(usedBy(kubelet))) };
}

/** Lets one thing happen to a watched kubelet. */
export function watchedStep({ kubelet: before, holders, owners }: Watched, event: KubeletEvent): WatchedStep {
  const step = openStep(before, event);
  const { kubelet: after, outcome } = step;
  const given = event.type === "create" && outcome.ok ? givenTo(event.podUid, outcome.value as PodUserns) : undefined;
  const watched = {
    kubelet: after,
    holders: holdersAfter(holders, event, before.sandboxes, after.sandboxes),
    owners: holdersAfter(owners, event, usedBy(before), usedBy(after)),
  };
  const code = outcome.ok ? undefined : outcome.error.code;
  const moment: Moment = { before, event, after, given, code, outcome, ...watched };
  return { ...step, watched, defects: DEFECT_NAMES.filter((defect) => SIGNS[defect](moment)) };
}

interface Moment extends Pick<OpenStep, "outcome">, Pick<Watched, "holders" | "owners"> {
  readonly before: OpenKubelet;
  readonly event: KubeletEvent;
  readonly after: OpenKubelet;
  readonly given: KubeletPodRange | undefined;
  readonly code: KubeletError["code"] | undefined;
}

function givenTo(podUid: string, userns: PodUserns): KubeletPodRange | undefined {
  if (userns?.mode !== "POD") return undefined;
  return { podUid, hostId: userns.mapping.hostId, length: userns.mapping.size };
}

function usedBy({ manager }: OpenKubelet): PodList<KubeletPodRange> {
  return manager === null ? piecesOf([]) : manager.usedBy;
}

function holdersAfter(
  holders: RangeHolders,
  event: KubeletEvent,
  before: PodList<KubeletPodRange>,
  after: PodList<KubeletPodRange>,
): RangeHolders {
  if (after === before) return holders;
  if (!("podUid" in event)) return holdersOf(joined(after));
  const had = findPod(before, event.podUid);
  const has = findPod(after, event.podUid);
  const rest = had === undefined ? holders : dropHolder(holders, had);
  return has === undefined ? rest : putHolder(rest, has);
}

const SIGNS: { readonly [Name in DefectName]: (moment: Moment) => boolean } = {
  "lost-file-leak": (moment) => moment.code !== "panic" && leaks(moment),
  "last-slot": ({ given }) => given !== undefined && given.hostId + given.length > 4294967295,
  "pool-wraps": ({ after: { manager }, given }) => {
    const range = manager && given && findPod(manager.usedBy, given.podUid);
    return !!manager && !!range && range.hostId < manager.off * manager.idsPerPod;
  },
  "running-range-given-away": ({ before, after: { sandboxes }, given, holders }) => {
    if (given === undefined || findPod(before.sandboxes, given.podUid) !== undefined) return false;
    const own = findPod(sandboxes, given.podUid);
    return own !== undefined && overlapsAnother(holders, own);
  },
  "start-refused": ({ code }) => code === "pod-not-recorded",
  "release-panics": ({ event, code }) => code === "panic" && event.type !== "start",
  "missing-getsubids": ({ code }) => code === "getsubids-missing",
};

/**
 * Tells whether a slot stays in use that was a pod's and is nobody's now. No other event takes a range from a pod but those
 * that name it, and a start, which begins with a manager that knows none.
 */
function leaks({ before: { manager: before }, event, after: { manager: after }, outcome, owners }: Moment): boolean {
  if (before === null || after === null || before === after || event.type === "start") return false;
  const released = event.type === "cleanup" && outcome.ok ? (outcome.value as readonly string[]) : [];
  const podUids = "podUid" in event ? [event.podUid] : released;
  return podUids
    .flatMap((podUid) => slotsOf(before, podUid))
    .some((slot) => hasSlot(after.used, slot) && !isOwned(slot, after, owners));
}

function slotsOf(manager: OpenManager, podUid: string): readonly number[] {
  const known = findPod(manager.usedBy, podUid);
  const adopted = findPod(manager.adopted, podUid);
  return [
    ...(known === undefined ? [] : [allocatedSlot(manager, known.hostId)]),
    ...(adopted === undefined ? [] : slotsTouched(manager, adopted)),
  ];
}

function isOwned(slot: number, { off, idsPerPod, adopted }: OpenManager, owners: RangeHolders): boolean {
  const ids = { podUid: "", hostId: (off + slot) * idsPerPod, length: idsPerPod };
  return holdsFrom(owners, toUint32(ids.hostId)) || some(adopted, (range) => overlap(range, ids));
}
