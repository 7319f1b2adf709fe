import type { PodUserns } from "../manager/create-event.ts";
import type { Kubelet } from "../manager/kubelet.ts";
import { leakedSlots } from "../manager/queries.ts";
import { DEFECT_NAMES, type DefectName } from "../releases/defects.ts";
import type { KubeletError } from "../settings/errors.ts";
import { findPod, type KubeletPodRange, overlap } from "../settings/pod-ranges.ts";
import { type KubeletEvent, step } from "./step.ts";

/** A defect that a history met. */
export interface DefectMet {
  /** The defect. */
  readonly defect: DefectName;
  /** The event in which it showed, from 0. */
  readonly at: number;
}

/**
 * Finds out which known defects show in a history.
 *
 * @param kubelet - the kubelet at the beginning
 * @param events - what happens to it
 * @returns each defect that shows, with each event in which it does, in their order
 * @throws TypeError when a number is not an integer, RangeError when it is out of range, or the UID of a pod cannot
 * name a directory.
 * @example
 * ```ts
 * import { createKubelet, defectsMet } from "userns-sim/kubelet";
 *
 * defectsMet(createKubelet({ release: "1.36" }), [
 *   { type: "start" },
 *   { type: "create", podUid: "web", draw: 65534 },
 * ]);
 * // => [{ defect: "last-slot", at: 1 }]
 * ```
 */
export function defectsMet(kubelet: Kubelet, events: readonly KubeletEvent[]): readonly DefectMet[] {
  let before = kubelet;
  return events.flatMap((event, at) => {
    const { kubelet: after, outcome } = step(before, event);
    const given = event.type === "create" && outcome.ok ? givenTo(event.podUid, outcome.value as PodUserns) : undefined;
    const moment: Moment = { before, event, after, given, code: outcome.ok ? undefined : outcome.error.code };
    before = after;
    return DEFECT_NAMES.filter((defect) => SIGNS[defect](moment)).map((defect) => ({ defect, at }));
  });
}

interface Moment {
  readonly before: Kubelet;
  readonly event: KubeletEvent;
  readonly after: Kubelet;
  readonly given: KubeletPodRange | undefined;
  readonly code: KubeletError["code"] | undefined;
}

function givenTo(podUid: string, userns: PodUserns): KubeletPodRange | undefined {
  if (userns?.mode !== "POD") return undefined;
  return { podUid, hostId: userns.mapping.hostId, length: userns.mapping.size };
}

const SIGNS: { readonly [Name in DefectName]: (moment: Moment) => boolean } = {
  "lost-file-leak": ({ before, after, code }) =>
    code !== "panic" && leakedSlots(after).length > leakedSlots(before).length,
  "last-slot": ({ given }) => given !== undefined && given.hostId + given.length > 4294967295,
  "pool-wraps": ({ after: { manager }, given }) => {
    const range = manager && given && findPod(manager.usedBy, given.podUid);
    return !!manager && !!range && range.hostId < manager.off * manager.idsPerPod;
  },
  "running-range-given-away": ({ before, after: { sandboxes }, given }) => {
    if (given === undefined || findPod(before.sandboxes, given.podUid) !== undefined) return false;
    const own = findPod(sandboxes, given.podUid);
    return own !== undefined && sandboxes.some((other) => other !== own && overlap(other, own));
  },
  "start-refused": ({ code }) => code === "pod-not-recorded",
  "release-panics": ({ event, code }) => code === "panic" && event.type !== "start",
  "missing-getsubids": ({ code }) => code === "getsubids-missing",
};
