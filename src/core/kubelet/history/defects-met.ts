import { expectArray } from "../../misuse/misuse.ts";
import type { DefectName } from "../defects/defects.ts";
import { expectKubelet, type Kubelet } from "../manager/kubelet.ts";
import { openKubelet } from "../manager/open-kubelet.ts";
import type { KubeletEvent } from "./step.ts";
import { watch, watchedStep } from "./watch.ts";

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
  expectKubelet("defectsMet", kubelet);
  expectArray("defectsMet", "events", events, "an array of events");
  let watched = watch(openKubelet(kubelet));
  return events.flatMap((event, at) => {
    const after = watchedStep(watched, event);
    watched = after.watched;
    return after.defects.map((defect) => ({ defect, at }));
  });
}
