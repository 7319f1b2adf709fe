import { toUint32 } from "../../go/go-uint32.ts";
import { DEFECT_NAMES, type DefectName } from "../defects/defects.ts";
import { joined, piecesOf, some } from "../lists/pieces.ts";
import { findPod, type PodList } from "../lists/pod-list.ts";
import { hasSlot } from "../lists/slots.ts";
import type { PodUserns } from "../manager/create-event.ts";
import { allocatedSlot, slotsTouched } from "../manager/manager.ts";
import type { OpenKubelet } from "../manager/open-kubelet.ts";
import type { OpenManager } from "../manager/open-manager.ts";
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
export function watchedStep(watchedBefore: Watched, event: KubeletEvent): WatchedStep {
  const { kubelet: before, holders, owners } = watchedBefore;
  const step = openStep(before, event, "defectsMet");
  const { kubelet: after, outcome } = step;
  const given = event.type === "create" && outcome.ok ? givenTo(event.podUid, outcome.value as PodUserns) : undefined;
  const podUid = "podUid" in event ? event.podUid : undefined;
  const sandbox = changeIn(before.sandboxes, after.sandboxes, podUid);
  const memory = changeIn(usedBy(before), usedBy(after), podUid);
  // Spread for the reason that `spliced` gives.
  const watched = {
    ...watchedBefore,
    kubelet: after,
    holders: holdersAfter(holders, sandbox),
    owners: holdersAfter(owners, memory),
  };
  const code = outcome.ok ? undefined : outcome.error.code;
  const moment: Moment = { before, event, after, given, code, outcome, sandbox, memory, ...watched };
  return { ...step, watched, defects: DEFECT_NAMES.filter((defect) => SIGNS[defect](moment)) };
}

interface Moment extends Pick<OpenStep, "outcome">, Pick<Watched, "holders" | "owners"> {
  readonly before: OpenKubelet;
  readonly event: KubeletEvent;
  readonly after: OpenKubelet;
  readonly given: KubeletPodRange | undefined;
  readonly code: KubeletError["code"] | undefined;
  readonly sandbox: Change;
  readonly memory: Change;
}

function givenTo(podUid: string, userns: PodUserns): KubeletPodRange | undefined {
  if (userns?.mode !== "POD") return undefined;
  return { podUid, hostId: userns.mapping.hostId, length: userns.mapping.size };
}

function usedBy({ manager }: OpenKubelet): PodList<KubeletPodRange> {
  return manager === null ? piecesOf([]) : manager.usedBy;
}

/** What an event that names a pod did to its entry in a list; another may have done anything to the list. */
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
  "pool-wraps": ({ after: { manager }, given, memory: { has } }) =>
    given !== undefined && manager !== null && has !== undefined && has.hostId < manager.off * manager.idsPerPod,
  "running-range-given-away": ({ given, sandbox: { had, has }, holders }) =>
    given !== undefined && had === undefined && has !== undefined && overlapsAnother(holders, has),
  "start-refused": ({ code }) => code === "pod-not-recorded",
  "release-panics": ({ event, code }) => code === "panic" && event.type !== "start",
  "missing-getsubids": ({ code }) => code === "getsubids-missing",
};

/**
 * Tells whether a slot stays in use that was a pod's and is nobody's now. No other event takes a range from a pod but those
 * that name it, and a start, which begins with a manager that knows none.
 */
function leaks({
  before: { manager: before },
  event,
  after: { manager: after },
  outcome,
  memory,
  owners,
}: Moment): boolean {
  if (before === null || after === null || before === after || event.type === "start") return false;
  const isLost = (slot: number): boolean => hasSlot(after.used, slot) && !isOwned(slot, after, owners);
  const ofRange = (range: KubeletPodRange | undefined): boolean =>
    range !== undefined && isLost(allocatedSlot(before, range.hostId));
  const ofAdopted = (podUid: string): boolean => {
    const range = findPod(before.adopted, podUid);
    return range !== undefined && slotsTouched(before, range).some(isLost);
  };
  if ("podUid" in event) return ofRange(memory.had) || ofAdopted(event.podUid);
  const released = outcome.ok ? (outcome.value as readonly string[]) : [];
  return released.some((podUid) => ofRange(findPod(before.usedBy, podUid)) || ofAdopted(podUid));
}

function isOwned(slot: number, { off, idsPerPod, adopted }: OpenManager, owners: RangeHolders): boolean {
  const ids = { podUid: "", hostId: (off + slot) * idsPerPod, length: idsPerPod };
  return holdsFrom(owners, toUint32(ids.hostId)) || some(adopted, (range) => overlap(range, ids));
}
