import { DEFECT_NAMES, type DefectName } from "../defects/defects.ts";
import { joined, some } from "../lists/pieces.ts";
import { findPod, type PodList } from "../lists/pod-list.ts";
import { hasSlot } from "../lists/slots.ts";
import type { PodUserns } from "../manager/create-event.ts";
import { allocatedSlot } from "../manager/manager.ts";
import type { OpenKubelet } from "../manager/open-kubelet.ts";
import type { OpenManager } from "../manager/open-manager.ts";
import type { KubeletError } from "../settings/errors.ts";
import { type KubeletPodRange, overlap } from "../settings/pod-ranges.ts";
import { dropHolder, holdersOf, overlapsAnother, putHolder, type RangeHolders } from "./range-holders.ts";
import { type KubeletEvent, type OpenStep, openStep } from "./step.ts";

/** A kubelet that somebody watches for its known defects. */
export interface Watched {
  readonly kubelet: OpenKubelet;
  /** Its sandboxes, by the host IDs that they have. */
  readonly holders: RangeHolders;
}

/** A watched kubelet after an event. */
export interface WatchedStep extends OpenStep {
  readonly watched: Watched;
  /** The known defects that showed. */
  readonly defects: readonly DefectName[];
}

export function watch(kubelet: OpenKubelet): Watched {
  return { kubelet, holders: holdersOf(joined(kubelet.sandboxes)) };
}

/** Lets one thing happen to a watched kubelet. */
export function watchedStep(watchedBefore: Watched, event: KubeletEvent): WatchedStep {
  const { kubelet: before } = watchedBefore;
  const step = openStep(before, event, "defectsMet");
  const { kubelet: after, outcome } = step;
  const given = event.type === "create" && outcome.ok ? givenTo(event.podUid, outcome.value as PodUserns) : undefined;
  const sandbox = changeIn(before.sandboxes, after.sandboxes, "podUid" in event ? event.podUid : undefined);
  const holders = holdersAfter(watchedBefore.holders, sandbox);
  // Spread for the reason that `spliced` gives.
  const watched = { ...watchedBefore, kubelet: after, holders };
  const code = outcome.ok ? undefined : outcome.error.code;
  const moment: Moment = { before, event, after, given, code, outcome, sandbox, holders };
  return { ...step, watched, defects: DEFECT_NAMES.filter((defect) => SIGNS[defect](moment)) };
}

interface Moment extends Pick<OpenStep, "outcome">, Pick<Watched, "holders"> {
  readonly before: OpenKubelet;
  readonly event: KubeletEvent;
  readonly after: OpenKubelet;
  readonly given: KubeletPodRange | undefined;
  readonly code: KubeletError["code"] | undefined;
  readonly sandbox: Change;
}

function givenTo(podUid: string, userns: PodUserns): KubeletPodRange | undefined {
  if (userns?.mode !== "POD") return undefined;
  return { podUid, hostId: userns.mapping.hostId, length: userns.mapping.size };
}

/** What an event that names a pod did to its sandbox; another may have done anything to all of them. */
interface Change {
  readonly after: PodList<KubeletPodRange>;
  readonly isSame: boolean;
  readonly named: boolean;
  readonly had: KubeletPodRange | undefined;
  readonly has: KubeletPodRange | undefined;
}

function changeIn(
  before: PodList<KubeletPodRange>,
  after: PodList<KubeletPodRange>,
  podUid: string | undefined,
): Change {
  const had = podUid === undefined ? undefined : findPod(before, podUid);
  const isSame = after === before;
  const has = isSame || podUid === undefined ? had : findPod(after, podUid);
  return { after, isSame, named: podUid !== undefined, had, has };
}

function holdersAfter(holders: RangeHolders, { after, isSame, named, had, has }: Change): RangeHolders {
  if (isSame || (named && had === has)) return holders;
  if (!named) return holdersOf(joined(after));
  const rest = had === undefined ? holders : dropHolder(holders, had);
  return has === undefined ? rest : putHolder(rest, has);
}

const SIGNS: { readonly [Name in DefectName]: (moment: Moment) => boolean } = {
  "lost-file-leak": (moment) => moment.code !== "panic" && leaks(moment),
  "last-slot": ({ given }) => given !== undefined && given.hostId + given.length > 4294967295,
  "pool-wraps": ({ after: { manager }, given }) =>
    given !== undefined &&
    manager !== null &&
    given.hostId < manager.off * manager.idsPerPod &&
    findPod(manager.usedBy, given.podUid) !== undefined,
  "running-range-given-away": ({ sandbox: { had, has }, holders }) =>
    had === undefined && has !== undefined && overlapsAnother(holders, has),
  "start-refused": ({ code }) => code === "pod-not-recorded",
  "release-panics": ({ event, code }) => code === "panic" && event.type !== "start",
  "missing-getsubids": ({ code }) => code === "getsubids-missing",
};

/**
 * Tells whether a slot stays in use that was a pod's and is nobody's now. No other event takes a range from a pod but those
 * that name it or give back what they released, and a start, which begins with a manager that knows none.
 */
function leaks({ before: { manager: before }, event, after: { manager: after }, outcome }: Moment): boolean {
  if (before === null || after === null) return false;
  const released = outcome.ok && event.type === "cleanup" ? (outcome.value as readonly string[]) : [];
  const podUids = "podUid" in event ? [event.podUid] : released;
  return podUids.some((podUid) => leaksRange(before, after, podUid));
}

/**
 * No two pods that a manager remembers share a slot, so what one of them had can only be an adopted pod's, too. Where that
 * one goes, `freeAdopted` leaves no slot in use but those of others.
 */
function leaksRange(before: OpenManager, after: OpenManager, podUid: string): boolean {
  if (before.usedBy === after.usedBy) return false;
  const had = findPod(before.usedBy, podUid);
  if (had === undefined || findPod(after.usedBy, podUid)?.hostId === had.hostId) return false;
  const slot = allocatedSlot(before, had.hostId);
  return hasSlot(after.used, slot) && !isAdopted(slot, after);
}

function isAdopted(slot: number, { off, idsPerPod, adopted }: OpenManager): boolean {
  const ids = { podUid: "", hostId: (off + slot) * idsPerPod, length: idsPerPod };
  return some(adopted, (range) => overlap(range, ids));
}
